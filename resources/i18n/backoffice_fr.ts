<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="fr_FR">
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n demande(s) risque(nt) d’être perdue(s)</source>
        <translation>
            <numerusform>%n demande risque d’être perdue</numerusform>
            <numerusform>%n demandes risquent d’être perdues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) sur le site</source>
        <translation>
            <numerusform>%n demande sur le site</numerusform>
            <numerusform>%n demandes sur le site</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perdue(s)</source>
        <translation>
            <numerusform>%n perdue</numerusform>
            <numerusform>%n perdues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s)</source>
        <translation>
            <numerusform>%n pièce</numerusform>
            <numerusform>%n pièces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) relevée(s)</source>
        <translation>
            <numerusform>%n demande relevée</numerusform>
            <numerusform>%n demandes relevées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copie(s) du site détruite(s)</source>
        <translation>
            <numerusform>%n copie du site détruite</numerusform>
            <numerusform>%n copies du site détruites</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Crier</name>
    <message numerus="yes">
        <source>%n demande(s) arrivée(s)</source>
        <translation>
            <numerusform>%n demande arrivée</numerusform>
            <numerusform>%n demandes arrivées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExposureBars</name>
    <message numerus="yes">
        <source>%n reçu(s)</source>
        <translation>
            <numerusform>%n reçu</numerusform>
            <numerusform>%n reçus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExposureCard</name>
    <message numerus="yes">
        <source>%n reçu(s)</source>
        <translation>
            <numerusform>%n reçu</numerusform>
            <numerusform>%n reçus</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Submissions</name>
    <message numerus="yes">
        <source>%n demande(s)</source>
        <translation>
            <numerusform>%n demande</numerusform>
            <numerusform>%n demandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) trouvée(s)</source>
        <translation>
            <numerusform>%n demande trouvée</numerusform>
            <numerusform>%n demandes trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Aucune demande ne passe avec %n filtre(s).</source>
        <translation>
            <numerusform>Aucune demande ne passe avec %n filtre.</numerusform>
            <numerusform>Aucune demande ne passe avec %n filtres.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n nouvelle demande</numerusform>
            <numerusform>%n nouvelles demandes</numerusform>
        </translation>
    </message>
</context>
</TS>
