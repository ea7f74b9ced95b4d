"""Names of nobody, for practice: families put together from syllables, given names as they are ordinary somewhere.

Each origin has its syllables, its given names (each in the spellings that one person may be met under),
countries and birth places. The places are marked as invented.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ORIGINS", "Origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """How people of one origin are called: `families` are lists of syllables, one of each makes a name."""

    country: str
    weight: int
    families: tuple[tuple[str, ...], ...]
    women: tuple[tuple[str, ...], ...]
    men: tuple[tuple[str, ...], ...]


def _of(text: str) -> tuple[str, ...]:
    return tuple(text.replace("_", "").split(" "))


def _spelled(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("/")) for group in text.split(" "))


_ARABIC_MEN = _spelled(
    "Mohamed/Muhammad/Mohammed/محمد Ahmed/Ahmad/أحمد Youssef/Yusuf/Yousef/يوسف Omar/Umar/عمر Ali/علي "
    "Abdallah/Abdullah/عبد␣الله Khaled/Khalid/خالد Hassan/Hasan/حسن Hussein/Hossein/حسين Mahmoud/Mahmud/محمود "
    "Ibrahim/Brahim/إبراهيم Mustafa/Moustapha/مصطفى Abderrahmane/Abdul␣Rahman/عبد␣الرحمن"
)
_ARABIC_WOMEN = _spelled(
    "Fatima/Fatma/Fatimah/فاطمة Maryam/Mariam/Meryem/مريم Aicha/Aisha/Ayesha/عائشة Khadija/Khadidja/خديجة "
    "Zeinab/Zaynab/زينب Amina/Aminah/أمينة Leila/Layla/ليلى Nour/Noor/نور Salma/Selma/سلمى Rania/Raniya/رانيا"
)
_RUSSIAN_MEN = _spelled(
    "Alexandre/Aleksandr/Александр Dmitri/Dmitry/Дмитрий Sergueï/Sergei/Sergey/Сергей Ivan/Иван "
    "Mikhaïl/Mikhail/Михаил Oleksandr/Олександр Ruslan/Руслан Magomed/Muhammad/Магомед Youri/Yuri/Юрий"
)
_RUSSIAN_WOMEN = _spelled(
    "Natalia/Nataliya/Наталья Elena/Yelena/Елена Olga/Ольга Svetlana/Светлана Iryna/Irina/Ирина "
    "Ioulia/Yulia/Юлия Zarema/Зарема Tetiana/Tatiana/Тетяна"
)
ORIGINS = (
    Origin(
        "AF", 14,
        (_of("Ba Kar Nur Az Shah Mir Gul Za Sar Wa Jan Has Qa Tor Ra"), _of("ri mza sha hi la ba ka do na ta zi"),
         _of("zai zada yar i pour wal khel mal")),
        _spelled("Zahra/Zohra/زهرا Maryam/Mariam Farzana/Farzaneh/فرزانه Shirin/Chirine Nargis/Narges Parwana"),
        _spelled("Ahmad/Ahmed Najib/Nadjib Farid/Fareed Jawad/Djawad Reza/Riza/رضا Habib/حبیب Zalmay Mirwais/Mirwaïs"),
    ),
    Origin(
        "SD", 8,
        (_of("Ad El Ba Hab Tay Kha Sha Ism Bush Ab Da Gar"), _of("am fa ri ba da la mi ra wa"),
         _of("ne di li r b m wi")),
        _ARABIC_WOMEN, _ARABIC_MEN,
    ),
    Origin(
        "SY", 8,
        (_of("Al-␣ El Kha Ha Sab Dar Nas Ba Jab Mas"), _of("zou li ra ba wi da mo ri na"), _of("b r ni di wi s h k")),
        _ARABIC_WOMEN, _ARABIC_MEN,
    ),
    Origin(
        "GN", 9,
        (_of("Ba Di Ca Soum Ke Sy Con Ta Bar Dou Fo"), _of("ma ra la i ka lo do ou to"),
         _of("ra llo té h lla ya nd ré")),
        _spelled("Mariama/Mariame Fatoumata/Fatou/Fatima Aïssatou/Aissata/Aïcha Kadiatou/Khadija Hawa/Awa Djénabou"),
        _spelled("Mamadou/Mohamed Alpha Ibrahima/Ibrahim Ousmane/Usman/Othman Boubacar/Abou␣Bakr Thierno Sékou Amadou"),
    ),
    Origin(
        "CD", 7,
        (_of("Ka Mu Ba Lu Ngo Tshi Ma Ilu Mbu Nza"), _of("ba le ko mbo nda si lu ki"),
         _of("la nga yi mba ka ndu wa lo")),
        _spelled("Grâce Béatrice Espérance Marie-Claire Chantal Divine Clarisse"),
        _spelled("Jean-Pierre/Jean␣Pierre Patrick Dieudonné Emmanuel Héritier Olivier Christian"),
    ),
    Origin(
        "LK", 6,
        (_of("Ba Su Ra Ka Tha Na Siva Vi Para Kuna"), _of("la bra ma nda ru ga ja ne"),
         _of("singham nathan rajah kumar ratnam yam")),
        _spelled("Priya/பிரியா Tharani Kavitha/Kavita Malar Sutha"),
        _spelled("Kumar/குமார் Suresh/Suresch Ravi/ரவி Sivakumar Nimal Kannan"),
    ),
    Origin(
        "TR", 7,
        (_of("Yıl Kaya Ba Dem Öz Şim Ça Ars Gü Kur"), _of("dı la i ta de lı ne"), _of("z rtaş r ğlu can lan kaya k")),
        _spelled("Ayşe/Aysche Zeynep/Zeineb Şükriye/Sukriye Gülistan/Gulistan Berfîn/Berfin"),
        _spelled("Şükrü/Sukru/Choukrou Mehmet/Mohamed İbrahim/Ibrahim Azad/Azat Hüseyin/Hussein Çağrı/Cagri "
                 "Yılmaz/Yilmaz"),
    ),
    Origin(
        "RU", 8,
        (_of("Ba Ka Do Mag Su Is Ged Ter Vi Les"), _of("ra la do ma ki lo mi"),
         _of("ev ov iev maïev khanov enko tsov shvili")),
        _RUSSIAN_WOMEN, _RUSSIAN_MEN,
    ),
    Origin(
        "ER", 6,
        (_of("Te Ha Ge Ki Be Wol Me Fes"), _of("kle b re da ra de s ha"), _of("maryam brhan mikael sion lassie t")),
        _spelled("Selam/ሰላም Saba Letebrhan/Letebirhan Hiwet/Hiwot Rahwa"),
        _spelled("Tesfay/Tesfaye/ተስፋይ Yonas/Jonas/Yohannes Filmon/Philemon Samuel Kidane/Kidané Abraham"),
    ),
    Origin(
        "SO", 5,
        (_of("Wa Ab Far Hir Is Nu Ba Jaa Gu"), _of("r di a ma xo le"), _of("same si ah mac w r le")),
        _spelled("Hodan/Xodan Faadumo/Fadumo/Fatima Ubax/Oubah Sahra/Zahra"),
        _spelled("Maxamed/Mohamed/Mohamud Cabdi/Abdi Xasan/Hassan Cali/Ali Nuur/Nour"),
    ),
    Origin(
        "BD", 6,
        (_of("Mi Ra Ho Ba Cho Is Ta Sar"), _of("ah ss hm u la lu dh"), _of("man ain dury lam kder kar a")),
        _spelled("Nasrin/Nasreen Rokeya/Roqaya Sultana Fatema/Fatima Shirin"),
        _spelled("Mohammad/Md/Muhammad Rahim/Raheem Kamal/Kamaal Abdul␣Karim/Abdoul␣Karim Jahangir"),
    ),
    Origin(
        "VN", 2,
        (_of("Nguy Tr Ph Hu V L Đ B"), _of("ễn ần ạm ỳnh õ ê ặng ùi"), ("",)),
        _spelled("Thị␣Hoa/Thi␣Hoa Lan Hương/Huong Ngọc/Ngoc"),
        _spelled("Văn␣Minh/Van␣Minh Đức/Duc Hùng/Hung Quân/Quan"),
    ),
    Origin(
        "CN", 2,
        (_of("Wang Li Zhang Liu Chen Yang Ba Zhou Wu Xu"), ("",), ("",)),
        _spelled("Xiuying/秀英 Fang/芳 Na/娜 Min/敏"),
        _spelled("Wei/伟 Jun/军 Lei/磊 Qiang/强"),
    ),
    Origin(
        "HT", 5,
        (_of("Pier Des Jo Ba Saint- Au Bel Lou"), _of("re ro Vi mi gu fo is"), _of("ville seph xil st nel mé t")),
        _spelled("Rose-Laure/Rose␣Laure Widline Nadège Fabiola Guerlande"),
        _spelled("Wilner Jean-Baptiste/Jean␣Baptiste Frantz Emmanuel Ricardo"),
    ),
    Origin(
        "AL", 4,
        (_of("Ho Be Gja Kra Shehu␣ Ba Du"), _of("xh ri sni ka lla shk"), _of("a aj i aku u ollari")),
        _spelled("Elira Mirela Vjosa Albana Teuta"),
        _spelled("Arben Agron Besnik Dritan Ilir/Ylir Gëzim/Gezim"),
    ),
    Origin(
        "IR", 3,
        (_of("Ba Ka Ho Mo Ra Ja Sha"), _of("ri ha sse za far ghe la"), _of("mi ini nejad zadeh pour i")),
        _spelled("Zahra/زهرا Fatemeh/Fatima/فاطمه Shirin/شیرین Narges/Nargis"),
        _spelled("Hossein/Hussein/حسین Reza/رضا Mehdi/Mahdi/مهدی Amir/امیر"),
    ),
)  # fmt: skip
"""Weights are shares of a hundred; `␣` in a word is a space."""
