<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="fr_FR">
<context>
    <name>AnswerCard</name>
    <message numerus="yes">
        <source>Il manque %n réponse(s) ou motif(s).</source>
        <translation>
            <numerusform>Il manque %n réponse ou motif.</numerusform>
            <numerusform>Il manque %n réponses ou motifs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseConflict</name>
    <message numerus="yes">
        <source>Choisissez d’abord&#xa0;: %n champ(s).</source>
        <translation>
            <numerusform>Choisissez d’abord&#xa0;: %n champ.</numerusform>
            <numerusform>Choisissez d’abord&#xa0;: %n champs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CaseRequest</name>
    <message numerus="yes">
        <source>%n en tout, celle-ci comprise</source>
        <translation>
            <numerusform>%n en tout, celle-ci comprise</numerusform>
            <numerusform>%n en tout, celle-ci comprise</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message numerus="yes">
        <source>%n demande(s)</source>
        <translation>
            <numerusform>%n demande</numerusform>
            <numerusform>%n demandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Aucune demande de cette vue ne passe avec %n filtre(s).</source>
        <translation>
            <numerusform>Aucune demande de cette vue ne passe avec %n filtre.</numerusform>
            <numerusform>Aucune demande de cette vue ne passe avec %n filtres.</numerusform>
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
<context>
    <name>ConformityPage</name>
    <message numerus="yes">
        <source>Sort encore inconnu pour %n dépôt(s).</source>
        <translation>
            <numerusform>Sort encore inconnu pour %n dépôt.</numerusform>
            <numerusform>Sort encore inconnu pour %n dépôts.</numerusform>
        </translation>
    </message>
</context>
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
    <name>Desk</name>
    <message numerus="yes">
        <source>Attribuer %n demande(s) à&#xa0;:</source>
        <translation>
            <numerusform>Attribuer %n demande à&#xa0;:</numerusform>
            <numerusform>Attribuer %n demandes à&#xa0;:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Motif, le même pour %n demande(s)&#xa0;:</source>
        <translation>
            <numerusform>Motif, pour %n demande&#xa0;:</numerusform>
            <numerusform>Motif, le même pour %n demandes&#xa0;:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskExports</name>
    <message numerus="yes">
        <source>Toute la vue affichée&#xa0;: %n demande(s), dans son ordre.</source>
        <translation>
            <numerusform>Toute la vue affichée&#xa0;: %n demande.</numerusform>
            <numerusform>Toute la vue affichée&#xa0;: %n demandes, dans son ordre.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>La sélection&#xa0;: %n demande(s).</source>
        <translation>
            <numerusform>La sélection&#xa0;: %n demande.</numerusform>
            <numerusform>La sélection&#xa0;: %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Export&#xa0;: %n demande(s)</source>
        <translation>
            <numerusform>Export&#xa0;: %n demande</numerusform>
            <numerusform>Export&#xa0;: %n demandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rien n’a été imprimé&#xa0;: %n adresse(s) à corriger, voir les tâches.</source>
        <translation>
            <numerusform>Rien n’a été imprimé&#xa0;: %n adresse à corriger, voir les tâches.</numerusform>
            <numerusform>Rien n’a été imprimé&#xa0;: %n adresses à corriger, voir les tâches.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskHanding</name>
    <message numerus="yes">
        <source>À quel service confier %n demande(s)&#xa0;? Leurs agents les rendent.</source>
        <translation>
            <numerusform>À quel service confier %n demande&#xa0;? Son agent la rend.</numerusform>
            <numerusform>À quel service confier %n demandes&#xa0;? Leurs agents les rendent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) confiée(s) à «&#xa0;{service}&#xa0;».</source>
        <translation>
            <numerusform>%n demande confiée à «&#xa0;{service}&#xa0;».</numerusform>
            <numerusform>%n demandes confiées à «&#xa0;{service}&#xa0;».</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message numerus="yes">
        <source>dans %n j ouvré(s)</source>
        <translation>
            <numerusform>dans %n j ouvré</numerusform>
            <numerusform>dans %n j ouvrés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message numerus="yes">
        <source>%n élément(s) peuvent partir</source>
        <translation>
            <numerusform>%n élément peut partir</numerusform>
            <numerusform>%n éléments peuvent partir</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n élément(s) arrivent à échéance</source>
        <translation>
            <numerusform>%n élément arrive à échéance</numerusform>
            <numerusform>%n éléments arrivent à échéance</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message numerus="yes">
        <source>%n cellule(s) adaptée(s) au format&#xa0;; le détail est dans le manifeste.</source>
        <translation>
            <numerusform>%n cellule adaptée au format&#xa0;; le détail est dans le manifeste.</numerusform>
            <numerusform>%n cellules adaptées au format&#xa0;; le détail est dans le manifeste.</numerusform>
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
    <name>Guard</name>
    <message numerus="yes">
        <source>Le poste sera verrouillé dans %n seconde(s)&#xa0;: personne n’y a touché.</source>
        <translation>
            <numerusform>Le poste sera verrouillé dans %n seconde&#xa0;: personne n’y a touché.</numerusform>
            <numerusform>Le poste sera verrouillé dans %n secondes&#xa0;: personne n’y a touché.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message numerus="yes">
        <source>%n événement(s)</source>
        <translation>
            <numerusform>%n événement</numerusform>
            <numerusform>%n événements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JournalPlace</name>
    <message numerus="yes">
        <source>%n événement(s) du journal, du plus récent au plus ancien&#xa0;; le fichier est signé.</source>
        <translation>
            <numerusform>%n événement du journal&#xa0;; le fichier est signé.</numerusform>
            <numerusform>%n événements du journal, du plus récent au plus ancien&#xa0;; le fichier est signé.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LivesPlot</name>
    <message numerus="yes">
        <source>%n dépôt(s)</source>
        <translation>
            <numerusform>%n dépôt</numerusform>
            <numerusform>%n dépôts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message numerus="yes">
        <source>%n demande(s) arrivée(s) depuis.</source>
        <translation>
            <numerusform>%n demande arrivée depuis.</numerusform>
            <numerusform>%n demandes arrivées depuis.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PurgeCard</name>
    <message numerus="yes">
        <source>%n élément(s) purgé(s).</source>
        <translation>
            <numerusform>%n élément purgé.</numerusform>
            <numerusform>%n éléments purgés.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conservé(s)&#xa0;: le certificat dit pourquoi.</source>
        <translation>
            <numerusform>%n conservé : le certificat dit pourquoi.</numerusform>
            <numerusform>%n conservés : le certificat dit pourquoi.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionPlace</name>
    <message numerus="yes">
        <source>%n élément(s)</source>
        <translation>
            <numerusform>%n élément</numerusform>
            <numerusform>%n éléments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message numerus="yes">
        <source>%n jour(s)</source>
        <translation>
            <numerusform>%n jour</numerusform>
            <numerusform>%n jours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>encore %n jour(s)</source>
        <translation>
            <numerusform>encore %n jour</numerusform>
            <numerusform>encore %n jours</numerusform>
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
<context>
    <name>Told</name>
    <message numerus="yes">
        <source>%n demande(s) prise(s).</source>
        <translation>
            <numerusform>%n demande prise.</numerusform>
            <numerusform>%n demandes prises.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) attribuée(s).</source>
        <translation>
            <numerusform>%n demande attribuée.</numerusform>
            <numerusform>%n demandes attribuées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) rendue(s).</source>
        <translation>
            <numerusform>%n demande rendue.</numerusform>
            <numerusform>%n demandes rendues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pièce demandée pour %n demande(s).</source>
        <translation>
            <numerusform>Pièce demandée pour %n demande.</numerusform>
            <numerusform>Pièce demandée pour %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Avis demandé pour %n demande(s).</source>
        <translation>
            <numerusform>Avis demandé pour %n demande.</numerusform>
            <numerusform>Avis demandé pour %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) reprise(s).</source>
        <translation>
            <numerusform>%n demande reprise.</numerusform>
            <numerusform>%n demandes reprises.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n réponse(s) enregistrée(s).</source>
        <translation>
            <numerusform>%n réponse enregistrée.</numerusform>
            <numerusform>%n réponses enregistrées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) close(s).</source>
        <translation>
            <numerusform>%n demande close.</numerusform>
            <numerusform>%n demandes closes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) rouverte(s).</source>
        <translation>
            <numerusform>%n demande rouverte.</numerusform>
            <numerusform>%n demandes rouvertes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accusé noté comme envoyé pour %n demande(s).</source>
        <translation>
            <numerusform>Accusé noté comme envoyé pour %n demande.</numerusform>
            <numerusform>Accusé noté comme envoyé pour %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) marquée(s) comme non lue(s).</source>
        <translation>
            <numerusform>%n demande marquée comme non lue.</numerusform>
            <numerusform>%n demandes marquées comme non lues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) gardée(s) sur ce poste&#xa0;: envoi dès que le serveur répondra.</source>
        <translation>
            <numerusform>%n modification gardée sur ce poste&#xa0;: envoi dès que le serveur répondra.</numerusform>
            <numerusform>%n modifications gardées sur ce poste&#xa0;: envoi dès que le serveur répondra.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Action annulée pour %n demande(s).</source>
        <translation>
            <numerusform>Action annulée pour %n demande.</numerusform>
            <numerusform>Action annulée pour %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Action rétablie pour %n demande(s).</source>
        <translation>
            <numerusform>Action rétablie pour %n demande.</numerusform>
            <numerusform>Action rétablie pour %n demandes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trop tard pour %n demande(s), laissée(s) telle(s) quelle(s).</source>
        <translation>
            <numerusform>Trop tard pour %n demande, laissée telle quelle.</numerusform>
            <numerusform>Trop tard pour %n demandes, laissées telles quelles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n échec(s).</source>
        <translation>
            <numerusform>%n échec.</numerusform>
            <numerusform>%n échecs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Réessayer pour %n demande(s)</source>
        <translation>
            <numerusform>Réessayer pour %n demande</numerusform>
            <numerusform>Réessayer pour %n demandes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tâche(s) en cours</source>
        <translation>
            <numerusform>%n tâche en cours</numerusform>
            <numerusform>%n tâches en cours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n nouvelle demande</numerusform>
            <numerusform>%n nouvelles demandes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message numerus="yes">
        <source>%n point(s) à régler.</source>
        <translation>
            <numerusform>%n point à régler.</numerusform>
            <numerusform>%n points à régler.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Waits</name>
    <message numerus="yes">
        <source>%n en cours d’envoi</source>
        <translation>
            <numerusform>%n en cours d’envoi</numerusform>
            <numerusform>%n en cours d’envoi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) appliquée(s)</source>
        <translation>
            <numerusform>%n modification appliquée</numerusform>
            <numerusform>%n modifications appliquées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) à trancher</source>
        <translation>
            <numerusform>%n modification à trancher</numerusform>
            <numerusform>%n modifications à trancher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n à trancher</source>
        <translation>
            <numerusform>%n à trancher</numerusform>
            <numerusform>%n à trancher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) refusée(s)</source>
        <translation>
            <numerusform>%n modification refusée</numerusform>
            <numerusform>%n modifications refusées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refusée(s)</source>
        <translation>
            <numerusform>%n refusée</numerusform>
            <numerusform>%n refusées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) à trancher&#xa0;: la demande a changé entre-temps.</source>
        <translation>
            <numerusform>%n modification est à trancher&#xa0;: la demande a changé entre-temps.</numerusform>
            <numerusform>%n modifications sont à trancher&#xa0;: leurs demandes ont changé entre-temps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) refusée(s).</source>
        <translation>
            <numerusform>%n modification a été refusée.</numerusform>
            <numerusform>%n modifications ont été refusées.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) envoyée(s), sans réponse du serveur</source>
        <translation>
            <numerusform>%n modification envoyée, sans réponse du serveur</numerusform>
            <numerusform>%n modifications envoyées, sans réponse du serveur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) en attente</source>
        <translation>
            <numerusform>%n modification en attente</numerusform>
            <numerusform>%n modifications en attente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counting</name>
    <message numerus="yes">
        <source>%n sélectionnée(s)</source>
        <translation>
            <numerusform>%n sélectionnée</numerusform>
            <numerusform>%n sélectionnées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) sur {whole} ne s’y prête(nt) pas</source>
        <translation>
            <numerusform>%n demande sur {whole} ne s’y prête pas</numerusform>
            <numerusform>%n demandes sur {whole} ne s’y prêtent pas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>agir sur les %n autre(s)</source>
        <translation>
            <numerusform>agir sur l’autre (%n)</numerusform>
            <numerusform>agir sur les %n autres</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Days</name>
    <message numerus="yes">
        <source>dans %n j ouvré(s)</source>
        <translation>
            <numerusform>dans %n j ouvré</numerusform>
            <numerusform>dans %n j ouvrés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n jour(s)</source>
        <translation>
            <numerusform>dans %n jour</numerusform>
            <numerusform>dans %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a %n jour(s)</source>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans moins de %n j ouvré(s), retards compris</source>
        <translation>
            <numerusform>dans moins de %n j ouvré, retards compris</numerusform>
            <numerusform>dans moins de %n j ouvrés, retards compris</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n j ouvré(s) ou plus</source>
        <translation>
            <numerusform>dans %n j ouvré ou plus</numerusform>
            <numerusform>dans %n j ouvrés ou plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans moins de %n jour(s)</source>
        <translation>
            <numerusform>dans moins de %n jour</numerusform>
            <numerusform>dans moins de %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n jour(s) ou plus</source>
        <translation>
            <numerusform>dans %n jour ou plus</numerusform>
            <numerusform>dans %n jours ou plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a plus de %n jour(s)</source>
        <translation>
            <numerusform>il y a plus de %n jour</numerusform>
            <numerusform>il y a plus de %n jours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a %n jour(s) ou moins</source>
        <translation>
            <numerusform>il y a %n jour ou moins</numerusform>
            <numerusform>il y a %n jours ou moins</numerusform>
        </translation>
    </message>
</context>
</TS>
