<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="fr_FR">
<context>
    <name>AdmissionPage</name>
    <message>
        <source>Voir si je suis admis</source>
        <translation>See whether I am admitted</translation>
    </message>
    <message>
        <source>Copier l’empreinte</source>
        <translation>Copy the fingerprint</translation>
    </message>
    <message>
        <source>Ce compte est admis depuis un autre poste</source>
        <translation>This account is admitted from another workstation</translation>
    </message>
    <message>
        <source>Accès demandé</source>
        <translation>Access asked for</translation>
    </message>
    <message>
        <source>L’équipe connaît ce compte par la clé d’un autre poste. Son empreinte est ci-dessous&#xa0;; la clé de ce poste-ci n’ouvre rien.</source>
        <translation>The team knows this account by the key of another workstation. Its fingerprint is below; the key of this one opens nothing.</translation>
    </message>
    <message>
        <source>Travaillez sur l’autre poste, ou demandez à un administrateur de retirer l’accès&#xa0;: la demande de ce poste partira alors toute seule.</source>
        <translation>Work on the other workstation, or ask an administrator to end the access: this workstation will then ask by itself.</translation>
    </message>
    <message>
        <source>Ce poste a demandé à entrer dans l’équipe. Voici l’empreinte de sa clé&#xa0;:</source>
        <translation>This workstation has asked to join the team. This is the fingerprint of its key:</translation>
    </message>
    <message>
        <source>Un responsable ou un administrateur vous appelle, ou vous l’appelez&#xa0;: lisez-lui ces signes, tous, à voix haute. Il vous admet s’il voit les mêmes.</source>
        <translation>A team lead or an administrator calls you, or you call them: read these signs to them, all of them, aloud. They admit you if they see the same.</translation>
    </message>
    <message>
        <source>Empreinte&#xa0;: {print}</source>
        <translation>Fingerprint: {print}</translation>
    </message>
    <message>
        <source>Cette page se vérifie toute seule, toutes les 30 secondes. La relève, s’il y en a une, continue.</source>
        <translation>This page checks by itself, every 30 seconds. Collecting, if there is any, goes on.</translation>
    </message>
</context>
<context>
    <name>AdmitDialog</name>
    <message>
        <source>Admettre {agent}</source>
        <translation>Admit {agent}</translation>
    </message>
    <message>
        <source>Empreinte sans ses huit derniers signes&#xa0;: {print}</source>
        <translation>Fingerprint without its last eight signs: {print}</translation>
    </message>
    <message>
        <source>Les &amp;huit derniers signes, tels que vous les entendez&#xa0;:</source>
        <translation>The last &amp;eight signs, as you hear them:</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Admettre</source>
        <translation>Admit</translation>
    </message>
    <message>
        <source>Appelez {agent} à un numéro que vous connaissez. Qu’on vous lise l’empreinte que montre son poste&#xa0;: elle doit commencer ainsi, et vous en tapez la fin.</source>
        <translation>Call {agent} on a number that you know. Have the fingerprint read to you that their workstation shows: it must begin like this, and you type its end.</translation>
    </message>
    <message>
        <source>Admis, ce membre pourra lire ce que ses droits lui ouvrent.</source>
        <translation>Once admitted, this member can read what their rights open to them.</translation>
    </message>
    <message>
        <source>Ce n’est pas la fin de cette empreinte. Faites relire&#xa0;; si elle reste autre, n’admettez pas et prévenez votre administrateur.</source>
        <translation>This is not the end of this fingerprint. Have it read again; if it is still another, do not admit them and tell your administrator.</translation>
    </message>
</context>
<context>
    <name>Allowed</name>
    <message>
        <source>Ce poste ne travaille pas avec le serveur d’une équipe.</source>
        <translation>This workstation does not work with a team&apos;s server.</translation>
    </message>
    <message>
        <source>«&#xa0;{what}&#xa0;» n’est pas parmi vos droits&#xa0;: votre responsable peut vous dire qui le fait.</source>
        <translation>“{what}” is not among your rights: your team lead can tell you who does it.</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Coordonnées à décider</source>
        <translation>Contact details to decide on</translation>
    </message>
    <message>
        <source>Actes demandés</source>
        <translation>Certificates asked for</translation>
    </message>
    <message>
        <source>Enregistrer la réponse  {key}</source>
        <translation>Save the answer  {key}</translation>
    </message>
    <message>
        <source>La réponse est donnée&#xa0;; rouvrez la demande pour la changer.</source>
        <translation>The answer is given; reopen the request to change it.</translation>
    </message>
    <message>
        <source>Vous pouvez lire cette demande&#xa0;; y répondre n’est pas parmi vos droits.</source>
        <translation>You can read this request; answering it is not among your rights.</translation>
    </message>
    <message>
        <source>Prenez la demande pour y répondre.</source>
        <translation>Take the request to answer it.</translation>
    </message>
    <message numerus="yes">
        <source>Il manque %n réponse(s) ou motif(s).</source>
        <translation>
            <numerusform>%n answer or reason is missing.</numerusform>
            <numerusform>%n answers or reasons are missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Blocking</name>
    <message>
        <source>Détail technique</source>
        <translation>Technical detail</translation>
    </message>
    <message>
        <source>Ce qui s’est passé</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Ce qui est sûr</source>
        <translation>What is safe</translation>
    </message>
    <message>
        <source>Que faire</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Copier le détail technique</source>
        <translation>Copy the technical detail</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
</context>
<context>
    <name>CaseConflict</name>
    <message>
        <source>Entre-temps</source>
        <translation>Meanwhile</translation>
    </message>
    <message>
        <source>Partout le leur</source>
        <translation>Theirs everywhere</translation>
    </message>
    <message>
        <source>Partout le mien</source>
        <translation>Mine everywhere</translation>
    </message>
    <message>
        <source>Garder ce qui est là</source>
        <translation>Keep what is there</translation>
    </message>
    <message>
        <source>Copier le mien</source>
        <translation>Copy mine</translation>
    </message>
    <message>
        <source>Échap&#xa0;: rien n’est envoyé, ce que vous avez écrit reste en brouillon.</source>
        <translation>Esc: nothing is sent, what you wrote is kept as a draft.</translation>
    </message>
    <message>
        <source>{who} a agi sur cette demande depuis que vous l’avez ouverte.</source>
        <translation>{who} acted on this case since you opened it.</translation>
    </message>
    <message>
        <source>Cette demande a changé depuis que vous l’avez ouverte.</source>
        <translation>This case has changed since you opened it.</translation>
    </message>
    <message>
        <source>Rien n’a été écrasé, et ce que vous avez écrit est gardé.</source>
        <translation>Nothing was overwritten, and what you wrote is kept.</translation>
    </message>
    <message>
        <source>Entre-temps ({who})</source>
        <translation>Meanwhile ({who})</translation>
    </message>
    <message>
        <source>{verb} quand même</source>
        <translation>{verb} all the same</translation>
    </message>
    <message>
        <source>Enregistrer ces choix</source>
        <translation>Save these choices</translation>
    </message>
    <message numerus="yes">
        <source>Choisissez d’abord&#xa0;: %n champ(s).</source>
        <translation>
            <numerusform>Choose first: %n field.</numerusform>
            <numerusform>Choose first: %n fields.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pas possible à présent&#xa0;: son état, ou qui la tient, a changé.</source>
        <translation>Not possible now: its state, or who holds it, has changed.</translation>
    </message>
</context>
<context>
    <name>CaseDetailPane</name>
    <message>
        <source>Détail de la demande</source>
        <translation>Request detail</translation>
    </message>
    <message>
        <source>Choisissez une demande dans la liste pour la lire ici.</source>
        <translation>Choose a request in the list to read it here.</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Attribuer à&#xa0;:</source>
        <translation>Assign to:</translation>
    </message>
</context>
<context>
    <name>CaseFilterLine</name>
    <message>
        <source>Filtrer&#xa0;: nom, numéro, ville…</source>
        <translation>Filter: name, number, town…</translation>
    </message>
    <message>
        <source>Pour aller vite&#xa0;: type:copie échéance:&lt;2j agent:moi, puis Entrée</source>
        <translation>For speed: type:copie échéance:&lt;2j agent:moi, then Enter</translation>
    </message>
    <message>
        <source>Filtrer la liste par nom, numéro, ville</source>
        <translation>Filter the list by name, number, town</translation>
    </message>
    <message>
        <source>Filtre</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filtre&#xa0;: ajouter une condition</source>
        <translation>Filter: add a condition</translation>
    </message>
    <message>
        <source>{what} n’est pas une condition&#xa0;: cherché comme des mots. Un jour s’écrit 2026-11-23 ou +2j.</source>
        <translation>{what} is no condition: looked for as words. A day is written 2026-11-23 or +2d.</translation>
    </message>
    <message>
        <source>{words}&#xa0;: changer ce filtre</source>
        <translation>{words}: change this filter</translation>
    </message>
    <message>
        <source>✕ Retirer le filtre {words}</source>
        <translation>✕ Remove the filter {words}</translation>
    </message>
    <message>
        <source>Retirer ce filtre</source>
        <translation>Remove this filter</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>Autres</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Demande précédente</source>
        <translation>Previous request</translation>
    </message>
    <message>
        <source>Demande suivante</source>
        <translation>Next request</translation>
    </message>
    <message>
        <source>suivie par {agent}</source>
        <translation>held by {agent}</translation>
    </message>
    <message>
        <source>sans agent</source>
        <translation>without an agent</translation>
    </message>
    <message>
        <source>reçue le {when}</source>
        <translation>received on {when}</translation>
    </message>
    <message>
        <source>Échéance&#xa0;: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Accusé de réception dû&#xa0;: {due}</source>
        <translation>Acknowledgement due: {due}</translation>
    </message>
    <message>
        <source>Elle est gardée sur ce poste et partira dès que le serveur répondra.</source>
        <translation>It is kept on this workstation and will leave as soon as the server answers.</translation>
    </message>
    <message>
        <source>Elle est gardée sur ce poste&#xa0;: à vous d’en décider ({key}).</source>
        <translation>It is kept on this workstation: it is yours to decide on ({key}).</translation>
    </message>
    <message>
        <source>Demande {at} sur {many}</source>
        <translation>Request {at} of {many}</translation>
    </message>
    <message>
        <source>Déjà noté comme envoyé</source>
        <translation>Already noted as sent</translation>
    </message>
</context>
<context>
    <name>CaseLinking</name>
    <message>
        <source>Dire que la personne de cette demande est {label}&#xa0;? ({score}&#xa0;%&#xa0;: {reasons}) Les deux gardent tout ce qu’elles ont déclaré, et leurs demandes se suivent&#xa0;; c’est annulable.</source>
        <translation>Say that this case&apos;s person is {label}? ({score}%: {reasons}) Both keep all they declared, and their cases follow each other; it can be undone.</translation>
    </message>
    <message>
        <source>Dire que cette demande est la même que {label}&#xa0;? ({reasons}) Rien n’est fusionné&#xa0;: le suivi le dit, et le rapprochement est réglé&#xa0;; c’est annulable.</source>
        <translation>Say that this request is the same as {label}? ({reasons}) Nothing is merged: the timeline says it, and the proposal is settled; it can be undone.</translation>
    </message>
    <message>
        <source>Rattacher</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Cette demande ne nomme personne. Numéro d’une demande de la même personne&#xa0;:</source>
        <translation>This case names nobody. Number of a case of the same person:</translation>
    </message>
    <message>
        <source>Rien n’est proposé. Numéro d’une autre demande de la même personne&#xa0;:</source>
        <translation>Nothing is proposed. Number of another case of the same person:</translation>
    </message>
</context>
<context>
    <name>CaseParts</name>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
</context>
<context>
    <name>CaseRequest</name>
    <message>
        <source>Demande</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Personne rattachée</source>
        <translation>Person it hangs on</translation>
    </message>
    <message>
        <source>{name} (nom d’usage&#xa0;: {used})</source>
        <translation>{name} (used name: {used})</translation>
    </message>
    <message>
        <source>Identité</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>Naissance</source>
        <translation>Birth</translation>
    </message>
    <message>
        <source>Numéros</source>
        <translation>Numbers</translation>
    </message>
    <message>
        <source>Ses demandes</source>
        <translation>Requests</translation>
    </message>
    <message numerus="yes">
        <source>%n en tout, celle-ci comprise</source>
        <translation>
            <numerusform>%n in all, this one included</numerusform>
            <numerusform>%n in all, this one included</numerusform>
        </translation>
    </message>
    <message>
        <source>Aussi connue sous</source>
        <translation>Also known as</translation>
    </message>
</context>
<context>
    <name>CaseStory</name>
    <message>
        <source>Suivi</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Quoi</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Qui</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Coordonnées connues</source>
        <translation>Known contact details</translation>
    </message>
    <message>
        <source>Depuis</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Champ</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Saisie par</source>
        <translation>Entered by</translation>
    </message>
    <message>
        <source>Ce qui s’est passé</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source> (jusqu’au {day})</source>
        <translation> (until {day})</translation>
    </message>
    <message>
        <source> (une autre fait foi)</source>
        <translation> (another one counts)</translation>
    </message>
</context>
<context>
    <name>CaseTabs</name>
    <message>
        <source>Détail de la demande</source>
        <translation>Detail of the request</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Suivi</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Pièces {n}</source>
        <translation>Parts {n}</translation>
    </message>
</context>
<context>
    <name>Cases</name>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Vue</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Vue&#xa0;: enregistrer, renommer, colonnes</source>
        <translation>View: save, rename, columns</translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s)</source>
        <translation>
            <numerusform>%n request</numerusform>
            <numerusform>%n requests</numerusform>
        </translation>
    </message>
    <message>
        <source>Aucun résultat</source>
        <translation>No result</translation>
    </message>
    <message numerus="yes">
        <source>Aucune demande de cette vue ne passe avec %n filtre(s).</source>
        <translation>
            <numerusform>No request of this view passes with %n filter.</numerusform>
            <numerusform>No request of this view passes with %n filters.</numerusform>
        </translation>
    </message>
    <message>
        <source>Effacer les filtres</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>Rien à traiter</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>Rien ici</source>
        <translation>Nothing here</translation>
    </message>
    <message>
        <source>Aucune demande dans cette vue. Celles qui arrivent s’y rangeront d’elles-mêmes.</source>
        <translation>No request in this view. Those that arrive will come here by themselves.</translation>
    </message>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n new request</numerusform>
            <numerusform>%n new requests</numerusform>
        </translation>
    </message>
    <message>
        <source>Actualiser</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Enregistrer la vue…</source>
        <translation>Save the view…</translation>
    </message>
    <message>
        <source>Mettre la vue à jour</source>
        <translation>Update the view</translation>
    </message>
    <message>
        <source>Renommer la vue…</source>
        <translation>Rename the view…</translation>
    </message>
    <message>
        <source>Supprimer la vue</source>
        <translation>Delete the view</translation>
    </message>
    <message>
        <source>Colonnes</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Copie d’acte</source>
        <translation>Certificate copy</translation>
    </message>
    <message>
        <source>Coordonnées</source>
        <translation>Contact details</translation>
    </message>
    <message>
        <source>Formulaire non lu</source>
        <translation>Unread form</translation>
    </message>
    <message>
        <source>naissance</source>
        <translation>birth</translation>
    </message>
    <message>
        <source>mariage</source>
        <translation>marriage</translation>
    </message>
    <message>
        <source>décès</source>
        <translation>death</translation>
    </message>
    <message>
        <source>adresse</source>
        <translation>address</translation>
    </message>
    <message>
        <source>courriel</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>téléphone</source>
        <translation>phone</translation>
    </message>
    <message>
        <source>Nouvelle</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Personne ne l’a encore prise.</source>
        <translation>Nobody has taken it yet.</translation>
    </message>
    <message>
        <source>Prise</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>Un agent la traite.</source>
        <translation>An agent is dealing with it.</translation>
    </message>
    <message>
        <source>À compléter</source>
        <translation>To complete</translation>
    </message>
    <message>
        <source>Une pièce a été demandée à la personne&#xa0;; on attend sa réponse.</source>
        <translation>A piece was asked of the person; the answer is awaited.</translation>
    </message>
    <message>
        <source>Avis attendu</source>
        <translation>Advice awaited</translation>
    </message>
    <message>
        <source>Un collègue a été consulté&#xa0;; on attend son avis.</source>
        <translation>A colleague was consulted; the advice is awaited.</translation>
    </message>
    <message>
        <source>La réponse est décidée&#xa0;; il reste à clore.</source>
        <translation>The answer is decided; closing it remains.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Il n’y a plus rien à faire.</source>
        <translation>Nothing is left to do.</translation>
    </message>
    <message>
        <source>Prendre</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Attribuer</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Attribuée</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Rendre</source>
        <translation>Give back</translation>
    </message>
    <message>
        <source>Rendue</source>
        <translation>Given back</translation>
    </message>
    <message>
        <source>Demander une pièce</source>
        <translation>Ask for a piece</translation>
    </message>
    <message>
        <source>Pièce demandée</source>
        <translation>Piece asked for</translation>
    </message>
    <message>
        <source>Consulter un collègue</source>
        <translation>Consult a colleague</translation>
    </message>
    <message>
        <source>Collègue consulté</source>
        <translation>Colleague consulted</translation>
    </message>
    <message>
        <source>Reprendre</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Reprise</source>
        <translation>Resumed</translation>
    </message>
    <message>
        <source>Terminer</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Clore</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Rouvrir</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Rouverte</source>
        <translation>Reopened</translation>
    </message>
    <message>
        <source>Accusé envoyé</source>
        <translation>Acknowledgement sent</translation>
    </message>
    <message>
        <source>Marquer non lue</source>
        <translation>Mark unread</translation>
    </message>
    <message>
        <source>Du nouveau</source>
        <translation>News</translation>
    </message>
    <message>
        <source>Quelque chose est arrivé depuis la dernière lecture.</source>
        <translation>Something came in since it was last read.</translation>
    </message>
    <message>
        <source>Doublon possible</source>
        <translation>Possible duplicate</translation>
    </message>
    <message>
        <source>Une autre demande lui ressemble&#xa0;; rien n’est fusionné tout seul.</source>
        <translation>Another request resembles it; nothing is merged by itself.</translation>
    </message>
    <message>
        <source>Déjà demandé</source>
        <translation>Asked before</translation>
    </message>
    <message>
        <source>La même personne a déjà demandé la même chose.</source>
        <translation>The same person asked for the same thing before.</translation>
    </message>
    <message>
        <source>Pièce illisible</source>
        <translation>Unreadable piece</translation>
    </message>
    <message>
        <source>Une pièce ne peut pas être lue. Part quand elle est vue, redemandée, ou avec la réponse.</source>
        <translation>A piece can&apos;t be read. Goes when it is seen, asked for again, or with the answer.</translation>
    </message>
    <message>
        <source>À purger</source>
        <translation>To be purged</translation>
    </message>
    <message>
        <source>Sa durée de conservation est passée, rien ne la retient&#xa0;: la prochaine purge peut l’effacer.</source>
        <translation>Its retention period is over and nothing keeps it: the next purge may erase it.</translation>
    </message>
    <message>
        <source>Saisie à vérifier</source>
        <translation>Entry to check</translation>
    </message>
    <message>
        <source>Réponse donnée</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Un champ du formulaire porte un avertissement.</source>
        <translation>A field of the form has a warning.</translation>
    </message>
    <message>
        <source>Coordonnées partagées</source>
        <translation>Shared contact</translation>
    </message>
    <message>
        <source>Une adresse, un téléphone ou un courriel est aussi celui d’une personne sans lien.</source>
        <translation>An address, phone or e-mail also belongs to an unrelated person.</translation>
    </message>
    <message>
        <source>2e changement</source>
        <translation>2nd change</translation>
    </message>
    <message>
        <source>Deuxième changement de coordonnées en 30 jours.</source>
        <translation>Second change of contact details within 30 days.</translation>
    </message>
    <message>
        <source>Courrier en route</source>
        <translation>Letter on its way</translation>
    </message>
    <message>
        <source>Un courrier est en route vers l’ancienne adresse.</source>
        <translation>A letter is on its way to the old address.</translation>
    </message>
    <message>
        <source>Non accusée</source>
        <translation>Not acknowledged</translation>
    </message>
    <message>
        <source>Expirée sur le site avant d’avoir pu être accusée&#xa0;; elle est entière ici.</source>
        <translation>Expired on the site before it could be acknowledged; it is whole here.</translation>
    </message>
    <message>
        <source>Délivré</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>Pas encore établi</source>
        <translation>Not yet established</translation>
    </message>
    <message>
        <source>Relève de Nantes (Service central d’état civil)</source>
        <translation>Held in Nantes (Service central d’état civil)</translation>
    </message>
    <message>
        <source>Relève d’une mairie française</source>
        <translation>Held by a French town hall</translation>
    </message>
    <message>
        <source>Relève d’un État de l’Union européenne</source>
        <translation>Held by a State of the European Union</translation>
    </message>
    <message>
        <source>Aucun dossier correspondant</source>
        <translation>No matching file</translation>
    </message>
    <message>
        <source>Demandeur sans qualité</source>
        <translation>Requester not entitled</translation>
    </message>
    <message>
        <source>Accepté</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Refusé</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Courrier</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>Courriel</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Exercice</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Référence</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Demandeur</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Reçue</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Échéance</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>À voir</source>
        <translation>To see</translation>
    </message>
    <message>
        <source>N° Ofpra</source>
        <translation>Ofpra no.</translation>
    </message>
    <message>
        <source>Origine</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>Close le</source>
        <translation>Closed on</translation>
    </message>
    <message>
        <source>Avec pièces</source>
        <translation>With parts</translation>
    </message>
    <message>
        <source>Non lue</source>
        <translation>Unread</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>est</source>
        <translation>is</translation>
    </message>
    <message>
        <source>n’est pas</source>
        <translation>is not</translation>
    </message>
    <message>
        <source>avant</source>
        <translation>before</translation>
    </message>
    <message>
        <source>à partir de</source>
        <translation>from</translation>
    </message>
    <message>
        <source>À traiter</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>Mes demandes</source>
        <translation>My requests</translation>
    </message>
    <message>
        <source>Échéance &lt; 2 j</source>
        <translation>Due &lt; 2 d</translation>
    </message>
    <message>
        <source>Traitées</source>
        <translation>Dealt with</translation>
    </message>
    <message>
        <source>Toutes</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Acte</source>
        <translation>Cert.</translation>
    </message>
    <message>
        <source>Coord.</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>CasesModel</name>
    <message>
        <source>n’est plus dans cette vue</source>
        <translation>no longer in this view</translation>
    </message>
    <message>
        <source>personne</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>Demande {number}</source>
        <translation>Request {number}</translation>
    </message>
    <message>
        <source>non lue</source>
        <translation>unread</translation>
    </message>
    <message>
        <source>reçue le {moment}</source>
        <translation>received on {moment}</translation>
    </message>
    <message>
        <source>échéance {due}</source>
        <translation>due {due}</translation>
    </message>
    <message>
        <source>agent {agent}</source>
        <translation>agent {agent}</translation>
    </message>
    <message>
        <source>sans agent</source>
        <translation>without an agent</translation>
    </message>
</context>
<context>
    <name>CloseIncident</name>
    <message>
        <source>Clore l’incident {number}</source>
        <translation>Close incident {number}</translation>
    </message>
    <message>
        <source>Motif de la clôture (obligatoire)</source>
        <translation>Reason for closing (required)</translation>
    </message>
    <message>
        <source>&amp;Motif de la clôture (obligatoire)</source>
        <translation>&amp;Reason for closing (required)</translation>
    </message>
    <message>
        <source>Ouvert le {when}.</source>
        <translation>Opened on {when}.</translation>
    </message>
    <message>
        <source>N’y écrivez aucune donnée personnelle. La clôture est inscrite au journal et ne s’annule pas.</source>
        <translation>Write no personal data here. Closing is recorded in the audit log and can’t be undone.</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Clore l’incident</source>
        <translation>Close the incident</translation>
    </message>
    <message>
        <source>Écrivez le motif&#xa0;: il est obligatoire.</source>
        <translation>Write the reason: it is required.</translation>
    </message>
</context>
<context>
    <name>Company</name>
    <message>
        <source>moins d’une minute</source>
        <translation>less than a minute</translation>
    </message>
    <message>
        <source>{m}&#xa0;min</source>
        <translation>{m} min</translation>
    </message>
    <message>
        <source>vous, sur {post}</source>
        <translation>you, on {post}</translation>
    </message>
    <message>
        <source>Ouverte par {who} depuis {age}</source>
        <translation>Open by {who} for {age}</translation>
    </message>
    <message>
        <source>{who} ({age})</source>
        <translation>{who} ({age})</translation>
    </message>
    <message>
        <source>Ouverte par {several}</source>
        <translation>Open by {several}</translation>
    </message>
    <message>
        <source>{who} rédige une réponse depuis {age}. Vous lisez&#xa0;; vos notes restent possibles.</source>
        <translation>{who} has been writing an answer for {age}. You are reading; you can still add notes.</translation>
    </message>
    <message>
        <source>{who} a commencé une réponse et n’écrit plus depuis {age}. Son brouillon reste le sien.</source>
        <translation>{who} began an answer and has written nothing for {age}. Their draft remains theirs.</translation>
    </message>
    <message>
        <source>Main demandée à {who}&#xa0;: sans réponse, elle est à vous dans {left}.</source>
        <translation>You asked {who} to hand over: without an answer, it is yours in {left}.</translation>
    </message>
    <message>
        <source>{who} demande la main&#xa0;: elle lui revient dans {left}. Ce que vous avez écrit reste en brouillon.</source>
        <translation>{who} asks to take over: it passes to them in {left}. What you wrote is kept as a draft.</translation>
    </message>
    <message>
        <source>{who} a pris la main. Ce que vous aviez écrit reste en brouillon.</source>
        <translation>{who} has taken over. What you wrote is kept as a draft.</translation>
    </message>
    <message>
        <source>{who} rédige une réponse depuis {age}</source>
        <translation>{who} has been writing an answer for {age}</translation>
    </message>
</context>
<context>
    <name>CompanyStrip</name>
    <message>
        <source>Prendre la main</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Demander la main</source>
        <translation>Ask to take over</translation>
    </message>
    <message>
        <source>Laisser la main</source>
        <translation>Hand over</translation>
    </message>
</context>
<context>
    <name>ConditionEditor</name>
    <message>
        <source>Écrivez un jour&#xa0;: 23/11/2026</source>
        <translation>Write a day: 23/11/2026</translation>
    </message>
    <message>
        <source>Appliquer</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Filtre&#xa0;: {field}</source>
        <translation>Filter: {field}</translation>
    </message>
    <message>
        <source>Comparaison</source>
        <translation>Comparison</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Valeurs (Espace pour choisir)</source>
        <translation>Values (Space to choose)</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>moi</source>
        <translation>me</translation>
    </message>
    <message>
        <source>sans agent</source>
        <translation>no agent</translation>
    </message>
    <message>
        <source>oui</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>non</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>avant le {day}</source>
        <translation>before {day}</translation>
    </message>
    <message>
        <source>à partir du {day}</source>
        <translation>from {day} on</translation>
    </message>
    <message>
        <source>Sans agent</source>
        <translation>No agent</translation>
    </message>
    <message>
        <source> ou </source>
        <translation> or </translation>
    </message>
    <message>
        <source>{field}&#xa0;: {values}</source>
        <translation>{field}: {values}</translation>
    </message>
</context>
<context>
    <name>Conflict</name>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>{n}. Acte de {type}</source>
        <translation>{n}. {type} certificate</translation>
    </message>
</context>
<context>
    <name>Conformity</name>
    <message>
        <source>{n}&#xa0;%</source>
        <translation>{n}%</translation>
    </message>
    <message>
        <source>du {first} au {last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>Aucun dépôt n’a été reçu par le site pendant cette période.</source>
        <translation>The site received no submission in this period.</translation>
    </message>
    <message>
        <source>dépôts restés plus de 30 minutes&#xa0;: {n}</source>
        <translation>submissions that stayed longer than 30 minutes: {n}</translation>
    </message>
    <message>
        <source>dépôts perdus ou introuvables ici&#xa0;: {n}</source>
        <translation>submissions lost, or not to be found here: {n}</translation>
    </message>
    <message>
        <source>copies encore servies après accusé&#xa0;: {n}</source>
        <translation>copies still served after the acknowledgement: {n}</translation>
    </message>
    <message>
        <source>La promesse n’a pas été tenue pour tous&#xa0;: {causes}.</source>
        <translation>The promise was not kept for all: {causes}.</translation>
    </message>
    <message>
        <source>La promesse de 30 minutes a été tenue&#xa0;: rien n’est resté plus longtemps sur le site, rien n’a été perdu.</source>
        <translation>The promise of 30 minutes was kept: nothing stayed on the site longer, nothing was lost.</translation>
    </message>
    <message>
        <source>aucune violation présumée</source>
        <translation>no breach presumed</translation>
    </message>
    <message>
        <source>disponibilité</source>
        <translation>availability</translation>
    </message>
    <message>
        <source>confidentialité</source>
        <translation>confidentiality</translation>
    </message>
    <message>
        <source>délégué à la protection des données</source>
        <translation>data protection officer</translation>
    </message>
    <message>
        <source>responsable du traitement</source>
        <translation>controller</translation>
    </message>
    <message>
        <source>personne mandatée</source>
        <translation>mandated person</translation>
    </message>
    <message>
        <source>Pas encore notifié à la CNIL.</source>
        <translation>Not yet notified to the CNIL.</translation>
    </message>
    <message>
        <source>Notifié le {at}, référence {reference}, en qualité de&#xa0;: {capacity}.</source>
        <translation>Notified at {at}, reference {reference}, in the capacity of: {capacity}.</translation>
    </message>
    <message>
        <source>Listes du site lues sans interruption de plus de 10 minutes&#xa0;: {part}&#xa0;% du temps depuis le {since}.</source>
        <translation>The site’s lists were read without an interruption of more than 10 minutes for {part}% of the time since {since}.</translation>
    </message>
    <message>
        <source>Plus de 30 minutes sans liste&#xa0;: {n} fois. Une copie a pu naître et expirer sans être vue.</source>
        <translation>More than 30 minutes without a list: {n} times. A copy may have come and lapsed unseen.</translation>
    </message>
    <message>
        <source>Notifié à la CNIL&#xa0;; clore avec le motif quand tout est réglé.</source>
        <translation>Notified to the CNIL; close it with the reason once all is settled.</translation>
    </message>
    <message>
        <source>{at} · {reference}</source>
        <translation>{at} · {reference}</translation>
    </message>
    <message>
        <source>La base n’enregistrait pas encore quand le site a été lu.</source>
        <translation>The store did not record yet when the site was read.</translation>
    </message>
    <message>
        <source>Aucune interruption.</source>
        <translation>No interruption.</translation>
    </message>
    <message>
        <source>Aucune interruption n’a dépassé 30 minutes.</source>
        <translation>No interruption was longer than 30 minutes.</translation>
    </message>
    <message>
        <source>sans délai</source>
        <translation>no time limit</translation>
    </message>
    <message>
        <source>clos dans le délai</source>
        <translation>closed in time</translation>
    </message>
    <message>
        <source>clos hors délai</source>
        <translation>closed late</translation>
    </message>
    <message>
        <source>notifié dans le délai</source>
        <translation>notified in time</translation>
    </message>
    <message>
        <source>notifié avec {time} de retard</source>
        <translation>notified {time} late</translation>
    </message>
    <message>
        <source>reste {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>dépassé de {time}</source>
        <translation>overdue by {time}</translation>
    </message>
    <message>
        <source>Examiner, puis clore avec le motif (page «&#xa0;Transferts&#xa0;»).</source>
        <translation>Look into it, then close it with the reason (page “Transfers”).</translation>
    </message>
    <message>
        <source>Notifier la CNIL sans attendre, en expliquant le retard&#xa0;; clore ensuite avec le motif.</source>
        <translation>Notify the CNIL without waiting, explaining the delay; then close it with the reason.</translation>
    </message>
    <message>
        <source>Évaluer le risque&#xa0;; notifier la CNIL avant l’échéance, ou clore en disant pourquoi non.</source>
        <translation>Assess the risk; notify the CNIL before the deadline, or close it saying why not.</translation>
    </message>
</context>
<context>
    <name>ConformityPage</name>
    <message>
        <source>Conformité</source>
        <translation>Conformity</translation>
    </message>
    <message>
        <source>Enregistrer le rapport…</source>
        <translation>Save the report…</translation>
    </message>
    <message>
        <source>Écriture du rapport</source>
        <translation>Writing the report</translation>
    </message>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>{period}&#xa0;: {verdict}</source>
        <translation>{period}: {verdict}</translation>
    </message>
    <message numerus="yes">
        <source>Sort encore inconnu pour %n dépôt(s).</source>
        <translation>
            <numerusform>Fate still unknown for %n submission.</numerusform>
            <numerusform>Fate still unknown for %n submissions.</numerusform>
        </translation>
    </message>
    <message>
        <source>Provisoire&#xa0;: la période n’est pas terminée.</source>
        <translation>Provisional: the period has not ended.</translation>
    </message>
    <message>
        <source>Enregistrer le rapport provisoire…</source>
        <translation>Save the provisional report…</translation>
    </message>
    <message>
        <source>Base {store} · chaîne d’audit jusqu’à la ligne {head} ({digest}…) · heures de Paris · sans donnée personnelle</source>
        <translation>Store {store} · audit chain up to line {head} ({digest}…) · Paris time · no personal data</translation>
    </message>
</context>
<context>
    <name>ConformityPlace</name>
    <message>
        <source>Dossier du rapport</source>
        <translation>Folder of the report</translation>
    </message>
    <message>
        <source>Rapport enregistré&#xa0;: {files}, dans {folder}</source>
        <translation>Report saved: {files}, in {folder}</translation>
    </message>
    <message>
        <source>Notification de l’incident {n} inscrite.</source>
        <translation>The notification of incident {n} is recorded.</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>personne ne relève</source>
        <translation>nobody is collecting</translation>
    </message>
    <message>
        <source>relève en continu</source>
        <translation>collecting continuously</translation>
    </message>
    <message>
        <source>relève en cours</source>
        <translation>collecting now</translation>
    </message>
    <message>
        <source>relève dans {left}</source>
        <translation>next poll in {left}</translation>
    </message>
    <message>
        <source>État inconnu depuis {since}</source>
        <translation>State unknown for {since}</translation>
    </message>
    <message>
        <source>Connecté · {coming}</source>
        <translation>Connected · {coming}</translation>
    </message>
    <message>
        <source>Hors ligne depuis {since} · {coming}</source>
        <translation>Offline since {since} · {coming}</translation>
    </message>
    <message>
        <source>Serveur de l’équipe injoignable depuis {since}</source>
        <translation>Team’s server unreachable since {since}</translation>
    </message>
    <message>
        <source>Accès refusé · {coming}</source>
        <translation>Access refused · {coming}</translation>
    </message>
    <message>
        <source>Connexion au site… · {coming}</source>
        <translation>Connecting to the site… · {coming}</translation>
    </message>
    <message>
        <source>Hors ligne depuis {since}. Les demandes déjà relevées restent disponibles. Impossible de savoir ce qui attend sur le site.</source>
        <translation>Offline since {since}. Submissions already collected stay available. There is no way to know what is waiting on the site.</translation>
    </message>
    <message>
        <source>Nouvel essai dans {left}.</source>
        <translation>Next try in {left}.</translation>
    </message>
    <message>
        <source>Relève arrêtée</source>
        <translation>Collecting stopped</translation>
    </message>
    <message>
        <source>Relève par cette fenêtre</source>
        <translation>Collected by this window</translation>
    </message>
    <message>
        <source>Relève par {program} sur {host}</source>
        <translation>Collected by {program} on {host}</translation>
    </message>
</context>
<context>
    <name>ConnectionForm</name>
    <message>
        <source>Certificats (*.pem *.crt *.cer)</source>
        <translation>Certificates (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>&amp;Adresse du site</source>
        <translation>&amp;Address of the site</translation>
    </message>
    <message>
        <source>Autorité de &amp;confiance du site</source>
        <translation>&amp;Trusted authority of the site</translation>
    </message>
    <message>
        <source>Clés de &amp;signature du site</source>
        <translation>The site’s &amp;signing keys</translation>
    </message>
    <message>
        <source>Clés (*.json)</source>
        <translation>Keys (*.json)</translation>
    </message>
    <message>
        <source>Certificat de ce &amp;poste</source>
        <translation>This &amp;workstation’s certificate</translation>
    </message>
    <message>
        <source>C&amp;lé du certificat</source>
        <translation>&amp;Key of the certificate</translation>
    </message>
    <message>
        <source>Clés (*.pem *.key)</source>
        <translation>Keys (*.pem *.key)</translation>
    </message>
    <message>
        <source>Serveur de l’é&amp;quipe (si vous travaillez à plusieurs)</source>
        <translation>&amp;Team&apos;s server (where several of you work together)</translation>
    </message>
    <message>
        <source>Enregistrer et continuer</source>
        <translation>Save and go on</translation>
    </message>
    <message>
        <source>Ou remplissez ici, avec ce que votre administrateur a fourni</source>
        <translation>Or fill in here, with what your administrator supplied</translation>
    </message>
    <message>
        <source>L’adresse du site manque.</source>
        <translation>The address of the site is missing.</translation>
    </message>
</context>
<context>
    <name>CopiesStep</name>
    <message>
        <source>Deux copies valent mieux qu’une</source>
        <translation>Two copies are better than one</translation>
    </message>
    <message>
        <source>La seconde copie reçoit chaque dépôt, chiffré, avant que le site ne le détruise. Choisissez un autre disque, ou un partage&#xa0;: une panne n’emporte alors pas tout.</source>
        <translation>The second copy receives each submission, encrypted, before the site destroys it. Choose another disk, or a share: one failure then does not take everything.</translation>
    </message>
    <message>
        <source>La sauvegarde recopie aussi les dossiers de travail, chaque jour&#xa0;; chacune est éprouvée en l’ouvrant.</source>
        <translation>The backup also copies the cases, each day; each is proven by opening it.</translation>
    </message>
    <message>
        <source>Sans dossier, on continue. Plus tard, les sauvegardes se règlent dans «&#xa0;Paramètres&#xa0;»&#xa0;; la seconde copie, dans le fichier de configuration, ou par votre administrateur.</source>
        <translation>Without a folder, go on. Later, backups are settled in “Settings”; the second copy, in the configuration file, or by your administrator.</translation>
    </message>
    <message>
        <source>Dossier de la &amp;seconde copie</source>
        <translation>Folder of the &amp;second copy</translation>
    </message>
    <message>
        <source>Dossier des sa&amp;uvegardes</source>
        <translation>Folder of the &amp;backups</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n demande(s) risque(nt) d’être perdue(s)</source>
        <translation>
            <numerusform>%n submission may be lost</numerusform>
            <numerusform>%n submissions may be lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) sur le site</source>
        <translation>
            <numerusform>%n submission on the site</numerusform>
            <numerusform>%n submissions on the site</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n perdue(s)</source>
        <translation>
            <numerusform>%n lost</numerusform>
            <numerusform>%n lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s)</source>
        <translation>
            <numerusform>%n part</numerusform>
            <numerusform>%n parts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) relevée(s)</source>
        <translation>
            <numerusform>%n submission collected</numerusform>
            <numerusform>%n submissions collected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copie(s) du site détruite(s)</source>
        <translation>
            <numerusform>%n copy on the site destroyed</numerusform>
            <numerusform>%n copies on the site destroyed</numerusform>
        </translation>
    </message>
    <message>
        <source>la plus longue a vécu {duration}</source>
        <translation>the longest lived {duration}</translation>
    </message>
    <message>
        <source>{duration} sur le site</source>
        <translation>{duration} on the site</translation>
    </message>
    <message>
        <source>encore sur le site</source>
        <translation>still on the site</translation>
    </message>
</context>
<context>
    <name>CoverageCard</name>
    <message>
        <source>Surveillance du site et empêchements</source>
        <translation>Watching the site, and what hindered it</translation>
    </message>
    <message>
        <source>Quoi</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Depuis</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Jusqu’au</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Durée</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>dure encore</source>
        <translation>still lasts</translation>
    </message>
    <message>
        <source>Aucun empêchement de la relève n’a été enregistré.</source>
        <translation>Nothing that hindered collecting was recorded.</translation>
    </message>
    <message>
        <source>Aucune liste lue&#xa0;: une copie a pu expirer</source>
        <translation>No list read: a copy may have lapsed</translation>
    </message>
    <message>
        <source>Aucune liste lue</source>
        <translation>No list read</translation>
    </message>
</context>
<context>
    <name>Crier</name>
    <message numerus="yes">
        <source>%n demande(s) arrivée(s)</source>
        <translation>
            <numerusform>%n submission has come in</numerusform>
            <numerusform>%n submissions have come in</numerusform>
        </translation>
    </message>
    <message>
        <source>Hors ligne&#xa0;: impossible de savoir ce qui attend sur le site</source>
        <translation>Offline: there is no way to know what is waiting on the site</translation>
    </message>
    <message>
        <source>Le site refuse ce poste</source>
        <translation>The site refuses this workstation</translation>
    </message>
    <message>
        <source>De nouveau connecté au site</source>
        <translation>Connected to the site again</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>Attribuer %n demande(s) à&#xa0;:</source>
        <translation>
            <numerusform>Assign %n request to:</numerusform>
            <numerusform>Assign %n requests to:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Motif, le même pour %n demande(s)&#xa0;:</source>
        <translation>
            <numerusform>Reason, for %n request:</numerusform>
            <numerusform>Reason, the same for %n requests:</numerusform>
        </translation>
    </message>
    <message>
        <source>Vue supprimée.</source>
        <translation>View deleted.</translation>
    </message>
    <message>
        <source>Attribuer est réservé aux responsables.</source>
        <translation>Assigning is for leads.</translation>
    </message>
</context>
<context>
    <name>DeskActs</name>
    <message>
        <source>Une action sur cette demande est en cours&#xa0;: refaites celle-ci ensuite.</source>
        <translation>An act on this request is under way: do this one again after it.</translation>
    </message>
    <message>
        <source>La demande {number} a changé avant que votre action n’arrive&#xa0;: rien n’a été fait ni écrasé, et ce que vous avez écrit est gardé. Rouvrez-la pour la refaire.</source>
        <translation>Request {number} changed before your act arrived: nothing was done or overwritten, and what you wrote is kept. Open it again to do it again.</translation>
    </message>
    <message>
        <source>Demande {number}&#xa0;: {why}</source>
        <translation>Request {number}: {why}</translation>
    </message>
    <message>
        <source>Rien à changer&#xa0;: c’était déjà ainsi.</source>
        <translation>Nothing to change: it was so already.</translation>
    </message>
    <message>
        <source>Une action est en cours&#xa0;: rétablissez ensuite.</source>
        <translation>An act is under way: redo after it.</translation>
    </message>
    <message>
        <source>Rien à rétablir.</source>
        <translation>Nothing to redo.</translation>
    </message>
    <message>
        <source>Rétablir</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>DeskCompany</name>
    <message>
        <source>À l’instant ({time})</source>
        <translation>Just now ({time})</translation>
    </message>
</context>
<context>
    <name>DeskDrafts</name>
    <message>
        <source>Ce que vous écriviez sur la demande {number} a rencontré ce que vous avez écrit à un autre poste. Rien n’a été écrasé&#xa0;: rouvrez-la pour choisir.</source>
        <translation>What you were writing about request {number} met what you wrote at another workstation. Nothing was overwritten: open it again to choose.</translation>
    </message>
    <message>
        <source>Vous avez aussi écrit une note sur cette demande à un autre poste, le {when}.</source>
        <translation>You also wrote a note on this request at another workstation, on {when}.</translation>
    </message>
    <message>
        <source>Vous avez aussi préparé une réponse à cette demande à un autre poste, le {when}.</source>
        <translation>You also prepared an answer to this request at another workstation, on {when}.</translation>
    </message>
    <message>
        <source>Vous avez aussi écrit un motif pour cette demande à un autre poste, le {when}.</source>
        <translation>You also wrote a reason for this request at another workstation, on {when}.</translation>
    </message>
    <message>
        <source>Rien n’a été écrasé&#xa0;: choisissez lequel des deux textes garder, l’autre sera effacé.</source>
        <translation>Nothing was overwritten: choose which of the two texts to keep, the other will be erased.</translation>
    </message>
    <message>
        <source>Garder celui d’ici</source>
        <translation>Keep the one here</translation>
    </message>
    <message>
        <source>Prendre l’autre</source>
        <translation>Take the other</translation>
    </message>
</context>
<context>
    <name>DeskExports</name>
    <message>
        <source>Rien à exporter&#xa0;: cette vue est vide.</source>
        <translation>Nothing to export: this view is empty.</translation>
    </message>
    <message numerus="yes">
        <source>Toute la vue affichée&#xa0;: %n demande(s), dans son ordre.</source>
        <translation>
            <numerusform>The whole view shown: %n case, in its order.</numerusform>
            <numerusform>The whole view shown: %n cases, in its order.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>La sélection&#xa0;: %n demande(s).</source>
        <translation>
            <numerusform>The selection: %n case.</numerusform>
            <numerusform>The selection: %n cases.</numerusform>
        </translation>
    </message>
    <message>
        <source>La demande {number}&#xa0;: ce qui est demandé, les réponses, le suivi, les notes.</source>
        <translation>Case {number}: what is asked for, the answers, the history, the notes.</translation>
    </message>
    <message>
        <source>Fiche PDF</source>
        <translation>PDF sheet</translation>
    </message>
    <message>
        <source>Exporter</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Enregistrer sous</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>Fiche&#xa0;: {number}</source>
        <translation>Sheet: {number}</translation>
    </message>
    <message numerus="yes">
        <source>Export&#xa0;: %n demande(s)</source>
        <translation>
            <numerusform>Export: %n case</numerusform>
            <numerusform>Export: %n cases</numerusform>
        </translation>
    </message>
    <message>
        <source>Enregistré&#xa0;: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
    <message numerus="yes">
        <source>Rien n’a été imprimé&#xa0;: %n adresse(s) à corriger, voir les tâches.</source>
        <translation>
            <numerusform>Nothing was printed: %n address to correct, see the tasks.</numerusform>
            <numerusform>Nothing was printed: %n addresses to correct, see the tasks.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export arrêté&#xa0;; aucun fichier n’est resté.</source>
        <translation>Export stopped; no file is left.</translation>
    </message>
    <message>
        <source>Rien n’a été enregistré&#xa0;: la raison est dans les tâches.</source>
        <translation>Nothing was saved: the reason is in the tasks.</translation>
    </message>
</context>
<context>
    <name>DeskHanding</name>
    <message>
        <source>Cette équipe n’a encore aucun service&#xa0;: un administrateur peut en ajouter.</source>
        <translation>This team has no service yet: an administrator can add some.</translation>
    </message>
    <message>
        <source>Confier</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>À quel service confier la demande {number}&#xa0;? Son agent la rend.</source>
        <translation>Hand request {number} over to which service? Its agent gives it back.</translation>
    </message>
    <message numerus="yes">
        <source>À quel service confier %n demande(s)&#xa0;? Leurs agents les rendent.</source>
        <translation>
            <numerusform>Hand %n request over to which service? Its agent gives it back.</numerusform>
            <numerusform>Hand %n requests over to which service? Their agents give them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) confiée(s) à «&#xa0;{service}&#xa0;».</source>
        <translation>
            <numerusform>%n request handed over to “{service}”.</numerusform>
            <numerusform>%n requests handed over to “{service}”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeskMarks</name>
    <message>
        <source>Proposition écartée.</source>
        <translation>Proposal put aside.</translation>
    </message>
    <message>
        <source>Demande rattachée à cette personne.</source>
        <translation>Case linked to this person.</translation>
    </message>
    <message>
        <source>Rapprochement noté&#xa0;: c’est la même demande.</source>
        <translation>Noted: it is the same request.</translation>
    </message>
</context>
<context>
    <name>DeskNotes</name>
    <message>
        <source>Note ajoutée.</source>
        <translation>Note added.</translation>
    </message>
</context>
<context>
    <name>DeskOutbox</name>
    <message>
        <source>Trancher…</source>
        <translation>Settle…</translation>
    </message>
    <message>
        <source>Voir ce qui attend</source>
        <translation>See what is waiting</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Fait hors ligne le {when}&#xa0;: «&#xa0;{what}&#xa0;». {fate}. Rien n’a été écrasé.</source>
        <translation>Done offline on {when}: “{what}”. {fate}. Nothing was overwritten.</translation>
    </message>
    <message>
        <source>Voir…</source>
        <translation>See…</translation>
    </message>
</context>
<context>
    <name>DeskSent</name>
    <message>
        <source>L’action en cours sera annulée dès qu’elle sera faite.</source>
        <translation>The act under way will be undone as soon as it is done.</translation>
    </message>
    <message>
        <source>Rien à annuler.</source>
        <translation>Nothing to undo.</translation>
    </message>
    <message>
        <source>Annulation en cours.</source>
        <translation>Undoing…</translation>
    </message>
</context>
<context>
    <name>DeskViews</name>
    <message>
        <source>Vues enregistrées</source>
        <translation>Saved views</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Détail de la demande</source>
        <translation>Submission detail</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Suivi</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Choisissez une demande dans la liste pour la lire ici.</source>
        <translation>Choose a submission in the list to read it here.</translation>
    </message>
    <message>
        <source>Pièces {n}</source>
        <translation>Parts {n}</translation>
    </message>
    <message>
        <source>C’est la demande {number}.</source>
        <translation>It is case {number}.</translation>
    </message>
    <message>
        <source>Elle ne devient pas une demande d’elle-même&#xa0;: une personne en décide.</source>
        <translation>It does not become a case by itself: a person decides.</translation>
    </message>
    <message>
        <source>Retenir…</source>
        <translation>Retain…</translation>
    </message>
    <message>
        <source>Pourquoi la retenir&#xa0;? Le motif est journalisé, sans nom de personne.</source>
        <translation>Why retain it? The reason is journalled: no person’s name.</translation>
    </message>
    <message>
        <source>Retenir</source>
        <translation>Retain</translation>
    </message>
    <message>
        <source>Copie non vérifiée, en quarantaine&#xa0;: elle peut être incomplète ou modifiée. N’agissez pas sur sa foi.</source>
        <translation>Unverified copy, in quarantine: it may be incomplete or altered. Do not act on it.</translation>
    </message>
    <message>
        <source>Copie non vérifiée&#xa0;: elle n’a pas encore été relue et contrôlée.</source>
        <translation>Unverified copy: it has not been read back and checked yet.</translation>
    </message>
    <message>
        <source>Contenu scellé</source>
        <translation>Sealed contents</translation>
    </message>
    <message>
        <source>Le coffre de ce poste n’est pas ouvert&#xa0;: la liste reste visible, le contenu ne peut pas être lu. La demande est entière et chiffrée.</source>
        <translation>The vault of this workstation is not open: the list stays visible, the contents can’t be read. The submission is whole and encrypted.</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Discreet</name>
    <message>
        <source>nom masqué</source>
        <translation>name hidden</translation>
    </message>
    <message>
        <source>Mode discret&#xa0;: les noms sont masqués dans les listes.</source>
        <translation>Discreet mode: names are hidden in lists.</translation>
    </message>
    <message>
        <source>Mode discret&#xa0;: le contenu n’est montré que si vous le demandez.</source>
        <translation>Discreet mode: the content is shown only when you ask for it.</translation>
    </message>
    <message>
        <source>Montrer</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>Due</name>
    <message>
        <source>aujourd’hui</source>
        <translation>today</translation>
    </message>
    <message>
        <source>retard {n} j</source>
        <translation>{n} d late</translation>
    </message>
    <message>
        <source>demain</source>
        <translation>tomorrow</translation>
    </message>
    <message numerus="yes">
        <source>dans %n j ouvré(s)</source>
        <translation>
            <numerusform>in %n working day</numerusform>
            <numerusform>in %n working days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DueCard</name>
    <message>
        <source>Prochaine purge</source>
        <translation>Next purge</translation>
    </message>
    <message>
        <source>Rien n’est échu aujourd’hui.</source>
        <translation>Nothing is due today.</translation>
    </message>
    <message>
        <source>Demande ou dépôt</source>
        <translation>Case or submission</translation>
    </message>
    <message>
        <source>Échue depuis le</source>
        <translation>Due since</translation>
    </message>
    <message>
        <source>Ce qui part</source>
        <translation>What goes</translation>
    </message>
    <message>
        <source>Raison</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Demander la purge…</source>
        <translation>Ask for the purge…</translation>
    </message>
    <message>
        <source>Prolonger la conservation…</source>
        <translation>Put on hold…</translation>
    </message>
    <message numerus="yes">
        <source>%n élément(s) peuvent partir</source>
        <translation>
            <numerusform>%n item may go</numerusform>
            <numerusform>%n items may go</numerusform>
        </translation>
    </message>
    <message>
        <source>Au {when}&#xa0;: {many}</source>
        <translation>On {when}: {many}</translation>
    </message>
    <message>
        <source>Restent&#xa0;: {why}.</source>
        <translation>Staying: {why}.</translation>
    </message>
    <message>
        <source>Restent, au moins&#xa0;: {why}.</source>
        <translation>Staying, at least: {why}.</translation>
    </message>
    <message numerus="yes">
        <source>%n élément(s) arrivent à échéance</source>
        <translation>
            <numerusform>%n item falls due</numerusform>
            <numerusform>%n items fall due</numerusform>
        </translation>
    </message>
    <message>
        <source>Prochaine échéance le {when}&#xa0;: {many}.</source>
        <translation>Next due on {when}: {many}.</translation>
    </message>
    <message>
        <source>La liste en montre {many}.</source>
        <translation>The list shows {many} of them.</translation>
    </message>
    <message>
        <source>D’autres peuvent partir&#xa0;: la purge suivante les prendra.</source>
        <translation>More may go: the next purge will take it.</translation>
    </message>
    <message>
        <source>peut partir</source>
        <translation>may go</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Alarmes et incidents</source>
        <translation>Alarms and incidents</translation>
    </message>
    <message>
        <source>Aucune alarme, aucun incident ouvert.</source>
        <translation>No alarm, no open incident.</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Copier l’empreinte</source>
        <translation>Copy the digest</translation>
    </message>
    <message>
        <source>Rien n’a été imprimé&#xa0;: ces adresses sont à corriger d’abord.</source>
        <translation>Nothing was printed: these addresses have to be corrected first.</translation>
    </message>
    <message>
        <source>Enregistré&#xa0;: {file} ({size})
SHA-256&#xa0;: {digest}</source>
        <translation>Saved: {file} ({size})
SHA-256: {digest}</translation>
    </message>
    <message numerus="yes">
        <source>%n cellule(s) adaptée(s) au format&#xa0;; le détail est dans le manifeste.</source>
        <translation>
            <numerusform>%n cell adapted to the format; the manifest has the detail.</numerusform>
            <numerusform>%n cells adapted to the format; the manifest has the detail.</numerusform>
        </translation>
    </message>
    <message>
        <source>Adresses à corriger</source>
        <translation>Addresses to correct</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Ce qui arrête</source>
        <translation>What stops it</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Choisir le fichier…</source>
        <translation>Choose the file…</translation>
    </message>
    <message>
        <source>Fiche PDF</source>
        <translation>PDF sheet</translation>
    </message>
    <message>
        <source>Étiquettes d’adresse (PDF)</source>
        <translation>Address labels (PDF)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Colonnes</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>&amp;Sur</source>
        <translation>&amp;On</translation>
    </message>
    <message>
        <source>&amp;À partir de la place</source>
        <translation>From &amp;place</translation>
    </message>
    <message>
        <source>&amp;Motif (obligatoire)</source>
        <translation>&amp;Purpose (required)</translation>
    </message>
    <message>
        <source>Le motif est inscrit au journal avec l’empreinte du fichier. N’y écrivez aucune donnée personnelle.</source>
        <translation>The purpose goes into the journal with the file&apos;s digest. Write no personal data in it.</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Écrivez le motif&#xa0;: il est obligatoire.</source>
        <translation>Write the purpose: it is required.</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>CSV (texte, séparé par des points-virgules)</source>
        <translation>CSV (text, separated by semicolons)</translation>
    </message>
    <message>
        <source>ODS (LibreOffice)</source>
        <translation>ODS (LibreOffice)</translation>
    </message>
    <message>
        <source>XLSX (Excel)</source>
        <translation>XLSX (Excel)</translation>
    </message>
    <message>
        <source>Étiquettes A4, 14 par feuille (99,1 × 38,1 mm)</source>
        <translation>A4 labels, 14 a sheet (99.1 × 38.1 mm)</translation>
    </message>
    <message>
        <source>Étiquettes A4, 24 par feuille (70 × 36 mm)</source>
        <translation>A4 labels, 24 a sheet (70 × 36 mm)</translation>
    </message>
    <message>
        <source>Enveloppes DL (220 × 110 mm)</source>
        <translation>DL envelopes (220 × 110 mm)</translation>
    </message>
    <message>
        <source>Feuilles A4 pour enveloppe à fenêtre</source>
        <translation>A4 sheets for window envelopes</translation>
    </message>
    <message>
        <source>il manque le destinataire</source>
        <translation>the addressee is missing</translation>
    </message>
    <message>
        <source>il manque la voie</source>
        <translation>the street is missing</translation>
    </message>
    <message>
        <source>il manque le code postal</source>
        <translation>the postcode is missing</translation>
    </message>
    <message>
        <source>code postal à vérifier</source>
        <translation>the postcode looks odd</translation>
    </message>
    <message>
        <source>il manque la ville</source>
        <translation>the town is missing</translation>
    </message>
    <message>
        <source>pays inconnu</source>
        <translation>the country is unknown</translation>
    </message>
    <message>
        <source>ligne {line} trop longue de {by}</source>
        <translation>line {line} is too long by {by}</translation>
    </message>
    <message>
        <source>{by} lignes de trop</source>
        <translation>{by} lines too many</translation>
    </message>
    <message>
        <source>caractères qui ne s’impriment pas, ligne {line}</source>
        <translation>characters that can&apos;t be printed, line {line}</translation>
    </message>
    <message>
        <source>écriture que la poste ne lit pas, ligne {line}</source>
        <translation>a script that the post does not read, line {line}</translation>
    </message>
</context>
<context>
    <name>ExposureBars</name>
    <message>
        <source>Durée de vie des copies du site, heure par heure</source>
        <translation>Lifetime of the site’s copies, hour by hour</translation>
    </message>
    <message numerus="yes">
        <source>%n reçu(s)</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExposureCard</name>
    <message>
        <source>Durée de vie des copies du site, 24 dernières heures</source>
        <translation>Lifetime of the site’s copies, last 24 hours</translation>
    </message>
    <message>
        <source>Durée de vie des copies du site, heure par heure</source>
        <translation>Lifetime of the site’s copies, hour by hour</translation>
    </message>
    <message>
        <source>Heure</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Reçus</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>Durée médiane</source>
        <translation>Median lifetime</translation>
    </message>
    <message>
        <source>Voir le tableau</source>
        <translation>Show the table</translation>
    </message>
    <message>
        <source>Aucun reçu depuis 24 heures.</source>
        <translation>No receipt in the last 24 hours.</translation>
    </message>
    <message>
        <source>Médiane {median} · 95&#xa0;% en moins de {p95} · la plus longue {longest}, sur 29&#xa0;min permises</source>
        <translation>Median {median} · 95% in less than {p95} · longest {longest}, of 29 min allowed</translation>
    </message>
    <message numerus="yes">
        <source>%n reçu(s)</source>
        <translation>
            <numerusform>%n receipt</numerusform>
            <numerusform>%n receipts</numerusform>
        </translation>
    </message>
    <message>
        <source>pertes&#xa0;: {n}</source>
        <translation>losses: {n}</translation>
    </message>
    <message>
        <source>Voir le graphique</source>
        <translation>Show the chart</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Détail technique</source>
        <translation>Technical detail</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <source>Copier</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>Aucune donnée n’est perdue par cet incident.</source>
        <translation>No data is lost by this.</translation>
    </message>
    <message>
        <source>Les demandes déjà relevées restent disponibles&#xa0;; aucune n’est perdue sur ce poste.</source>
        <translation>Submissions already collected stay available; none is lost on this workstation.</translation>
    </message>
    <message>
        <source>Rien n’a été envoyé à ce qui répond&#xa0;; les demandes déjà relevées restent disponibles.</source>
        <translation>Nothing was sent to whatever answers; submissions already collected stay available.</translation>
    </message>
    <message>
        <source>Le site n’admet pas ce poste</source>
        <translation>The site does not admit this machine</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est valable, mais le site ne l’admet pas.</source>
        <translation>This machine&apos;s certificate is valid, but the site does not admit it.</translation>
    </message>
    <message>
        <source>Demandez à l’équipe du site d’admettre le nom que porte le certificat&#xa0;; «&#xa0;backoffice doctor&#xa0;» le donne.</source>
        <translation>Ask the site&apos;s team to admit the name in the certificate; “backoffice doctor” gives it.</translation>
    </message>
    <message>
        <source>Le site parle une version de TLS trop ancienne</source>
        <translation>The site speaks too old a version of TLS</translation>
    </message>
    <message>
        <source>Le site ne parle aucune version de TLS assez récente&#xa0;; rien ne lui a été envoyé.</source>
        <translation>The site speaks no recent enough version of TLS; nothing was sent to it.</translation>
    </message>
    <message>
        <source>L’équipe du site doit activer TLS 1.2 ou 1.3&#xa0;; ce poste n’accepte rien de plus ancien.</source>
        <translation>The site&apos;s team must switch on TLS 1.2 or 1.3; this machine accepts nothing older.</translation>
    </message>
    <message>
        <source>Pas de connexion chiffrée avec le site</source>
        <translation>No encrypted connection to the site</translation>
    </message>
    <message>
        <source>Ce qui répond à l’adresse du site n’établit pas de connexion chiffrée, ou la rompt aussitôt.</source>
        <translation>Whatever answers at the site&apos;s address sets up no encrypted connection, or breaks it at once.</translation>
    </message>
    <message>
        <source>Vérifiez l’adresse et le port du site&#xa0;; un portail ou un mandataire répond peut-être à sa place.</source>
        <translation>Check the site&apos;s address and port; a portal or a proxy may be answering in its place.</translation>
    </message>
    <message>
        <source>Le site juge mauvais le certificat de ce poste</source>
        <translation>The site finds this machine&apos;s certificate bad</translation>
    </message>
    <message>
        <source>Le site refuse le certificat de ce poste sans dire lequel de ses défauts le gêne.</source>
        <translation>The site refuses this machine&apos;s certificate without saying what is wrong with it.</translation>
    </message>
    <message>
        <source>Vérifiez ses dates avec «&#xa0;backoffice doctor&#xa0;»&#xa0;: il n’est peut-être pas encore valable&#xa0;; sinon, demandez à l’équipe du site.</source>
        <translation>Check its dates with “backoffice doctor”: it may not be valid yet; if they are right, ask the site&apos;s team.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est expiré</source>
        <translation>This machine&apos;s certificate has expired</translation>
    </message>
    <message>
        <source>Le site refuse le certificat de ce poste&#xa0;: il est expiré.</source>
        <translation>The site refuses this machine&apos;s certificate: it has expired.</translation>
    </message>
    <message>
        <source>Faites-le renouveler sans attendre, puis remplacez client_cert et client_key&#xa0;; un essai par minute a lieu tout seul.</source>
        <translation>Have it renewed without delay, then replace client_cert and client_key; one try a minute is made by itself.</translation>
    </message>
    <message>
        <source>Le site a rompu l’ouverture de la connexion</source>
        <translation>The site broke off the handshake</translation>
    </message>
    <message>
        <source>Le site a rompu avant d’admettre ce poste&#xa0;: il n’a pas vu de certificat, ou n’a pas de chiffrement commun avec ce poste.</source>
        <translation>The site broke off before it admitted this machine: it saw no certificate, or has no cipher in common with this machine.</translation>
    </message>
    <message>
        <source>Vérifiez client_cert et client_key, puis demandez à l’équipe du site ce que dit son journal.</source>
        <translation>Check client_cert and client_key, then ask the site&apos;s team what its log says.</translation>
    </message>
    <message>
        <source>Le site n’a reçu aucun certificat</source>
        <translation>The site received no certificate</translation>
    </message>
    <message>
        <source>Le site n’a reçu aucun certificat de ce poste, ou aucun d’une sorte qu’il accepte.</source>
        <translation>The site received no certificate from this machine, or none of a kind it takes.</translation>
    </message>
    <message>
        <source>Vérifiez client_cert et client_key&#xa0;; s’ils sont justes, demandez à l’équipe du site quelle sorte de certificat elle attend.</source>
        <translation>Check client_cert and client_key; if they are right, ask the site&apos;s team what kind of certificate it expects.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste n’est pas un certificat de client</source>
        <translation>This machine&apos;s certificate is not a client&apos;s</translation>
    </message>
    <message>
        <source>Le site refuse le certificat de ce poste&#xa0;: il n’a pas été émis pour un client.</source>
        <translation>The site refuses this machine&apos;s certificate: it was not issued for a client.</translation>
    </message>
    <message>
        <source>Faites-en émettre un pour un client (clientAuth), puis remplacez client_cert et client_key.</source>
        <translation>Have one issued for a client (clientAuth), then replace client_cert and client_key.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est révoqué</source>
        <translation>This machine&apos;s certificate was revoked</translation>
    </message>
    <message>
        <source>Le site refuse le certificat de ce poste&#xa0;: il a été révoqué.</source>
        <translation>The site refuses this machine&apos;s certificate: it was revoked.</translation>
    </message>
    <message>
        <source>Demandez pourquoi à la personne chargée de la sécurité avant d’en faire faire un autre.</source>
        <translation>Ask the person in charge of security why, before you have another one made.</translation>
    </message>
    <message>
        <source>Le site n’a pas reconnu ce poste</source>
        <translation>The site did not recognise this machine</translation>
    </message>
    <message>
        <source>La connexion est sûre, mais le site n’a pas vu le certificat de ce poste.</source>
        <translation>The connection is safe, but the site did not see this machine&apos;s certificate.</translation>
    </message>
    <message>
        <source>L’équipe du site doit vérifier que ce qui reçoit les connexions transmet bien le certificat au site.</source>
        <translation>The site&apos;s team must check that whatever takes its connections hands the certificate on to the site.</translation>
    </message>
    <message>
        <source>Le site ne connaît pas l’autorité de notre certificat</source>
        <translation>The site does not know our certificate&apos;s authority</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est signé par une autorité que le site ne connaît pas.</source>
        <translation>This machine&apos;s certificate is signed by an authority that the site does not know.</translation>
    </message>
    <message>
        <source>Vérifiez que client_cert est bien celui qui a été remis pour ce site&#xa0;; sinon, l’équipe du site doit admettre son autorité.</source>
        <translation>Check that client_cert is the one issued for this site; if it is, the site&apos;s team must admit its authority.</translation>
    </message>
    <message>
        <source>Le certificat du site ne mène pas à notre autorité</source>
        <translation>The site&apos;s certificate does not lead to our authority</translation>
    </message>
    <message>
        <source>Rien ne relie le certificat du site à l’autorité de ce poste (ca_file)&#xa0;: il manque un maillon, ou elle est une autre.</source>
        <translation>Nothing ties the site&apos;s certificate to this machine&apos;s authority (ca_file): a link is missing, or it is another one.</translation>
    </message>
    <message>
        <source>L’équipe du site doit envoyer aussi les certificats intermédiaires&#xa0;; comparez avec elle l’autorité et ca_file.</source>
        <translation>The site&apos;s team must send the intermediate certificates too; compare the authority and ca_file with it.</translation>
    </message>
    <message>
        <source>Le certificat du site est expiré</source>
        <translation>The site&apos;s certificate has expired</translation>
    </message>
    <message>
        <source>Le certificat du site, ou celui de son autorité, est expiré.</source>
        <translation>The site&apos;s certificate, or that of its authority, has expired.</translation>
    </message>
    <message>
        <source>Vérifiez la date de ce poste&#xa0;; si elle est juste, l’équipe du site doit renouveler son certificat, sans attendre.</source>
        <translation>Check this machine&apos;s date; if it is right, the site&apos;s team must renew its certificate without delay.</translation>
    </message>
    <message>
        <source>Le certificat du site est pour une autre adresse</source>
        <translation>The site&apos;s certificate is for another address</translation>
    </message>
    <message>
        <source>Ce qui répond montre un certificat qui n’est pas établi pour l’adresse configurée.</source>
        <translation>Whatever answers shows a certificate that is not made out for the configured address.</translation>
    </message>
    <message>
        <source>Vérifiez [transfer] url lettre par lettre&#xa0;; si elle est juste, le certificat du site doit porter cette adresse (subjectAltName).</source>
        <translation>Check [transfer] url letter by letter; if it is right, the site&apos;s certificate must bear that address (subjectAltName).</translation>
    </message>
    <message>
        <source>Le certificat du site est signé par qui n’en a pas le droit</source>
        <translation>The site&apos;s certificate is signed by one that must not sign</translation>
    </message>
    <message>
        <source>Le certificat de ce qui répond est signé par un autre qui n’est pas celui d’une autorité.</source>
        <translation>The certificate of whatever answers is signed by another one that is no authority&apos;s.</translation>
    </message>
    <message>
        <source>Ne passez pas outre&#xa0;: prévenez la personne chargée de la sécurité et l’équipe du site.</source>
        <translation>Do not go around this: tell the person in charge of security and the site&apos;s team.</translation>
    </message>
    <message>
        <source>L’autorité du site a signé hors de son domaine</source>
        <translation>The site&apos;s authority signed outside its domain</translation>
    </message>
    <message>
        <source>L’autorité qui a signé ce certificat n’a pas le droit d’en signer pour cette adresse.</source>
        <translation>The authority that signed this certificate has no right to sign for this address.</translation>
    </message>
    <message>
        <source>Ne passez pas outre&#xa0;: faites vérifier par l’équipe du site qui a demandé ce certificat, et à quelle autorité.</source>
        <translation>Do not go around this: have the site&apos;s team find out who asked for this certificate, and of which authority.</translation>
    </message>
    <message>
        <source>Le certificat du site n’est pas encore valable</source>
        <translation>The site&apos;s certificate is not valid yet</translation>
    </message>
    <message>
        <source>Le certificat du site commence plus tard que maintenant.</source>
        <translation>The site&apos;s certificate begins later than now.</translation>
    </message>
    <message>
        <source>L’horloge de ce poste retarde peut-être&#xa0;: réglez-la&#xa0;; si elle est juste, prévenez l’équipe du site.</source>
        <translation>This machine&apos;s clock may be slow: set it; if it is right, tell the site&apos;s team.</translation>
    </message>
    <message>
        <source>Le certificat du site n’est pas celui d’un serveur</source>
        <translation>The site&apos;s certificate is not a server&apos;s</translation>
    </message>
    <message>
        <source>Ce qui répond montre un certificat qui n’a pas été émis pour un serveur.</source>
        <translation>Whatever answers shows a certificate that was not issued for a server.</translation>
    </message>
    <message>
        <source>L’équipe du site doit installer un certificat émis pour un serveur (serverAuth).</source>
        <translation>The site&apos;s team must install a certificate issued for a server (serverAuth).</translation>
    </message>
    <message>
        <source>Le certificat du site n’est signé par personne</source>
        <translation>The site&apos;s certificate is signed by nobody</translation>
    </message>
    <message>
        <source>Ce qui répond montre un certificat signé par lui-même, sans autorité.</source>
        <translation>Whatever answers shows a certificate signed by itself, without any authority.</translation>
    </message>
    <message>
        <source>Ne passez pas outre&#xa0;: ce n’est sans doute pas le site, ou il a été mal installé&#xa0;; appelez son équipe.</source>
        <translation>Do not go around this: it is probably not the site, or it was badly installed; call its team.</translation>
    </message>
    <message>
        <source>Une autre autorité répond à la place de la nôtre</source>
        <translation>Another authority answers in place of ours</translation>
    </message>
    <message>
        <source>Le certificat de ce qui répond est signé par une autre autorité que celle de ce poste (ca_file).</source>
        <translation>The certificate of whatever answers is signed by another authority than this machine&apos;s (ca_file).</translation>
    </message>
    <message>
        <source>Ne passez pas outre&#xa0;: le plus souvent, un équipement du réseau déchiffre les échanges, et le site doit en être exempté.</source>
        <translation>Do not go around this: most often a device of the network decrypts what passes, and the site must be exempted from it.</translation>
    </message>
    <message>
        <source>La clé du site est trop courte</source>
        <translation>The site&apos;s key is too short</translation>
    </message>
    <message>
        <source>La clé du certificat du site, ou celle de son autorité, est trop courte pour être sûre.</source>
        <translation>The key of the site&apos;s certificate, or of its authority, is too short to be safe.</translation>
    </message>
    <message>
        <source>L’équipe du site doit faire refaire son certificat&#xa0;: RSA d’au moins 2048 bits, ou P-256.</source>
        <translation>The site&apos;s team must have its certificate made anew: RSA of at least 2048 bits, or P-256.</translation>
    </message>
    <message>
        <source>La signature du certificat du site est dépassée</source>
        <translation>The signature of the site&apos;s certificate is outdated</translation>
    </message>
    <message>
        <source>Le certificat du site est signé par un procédé qui ne protège plus (SHA-1, MD5).</source>
        <translation>The site&apos;s certificate is signed in a way that no longer protects (SHA-1, MD5).</translation>
    </message>
    <message>
        <source>L’équipe du site doit le faire signer de nouveau, avec SHA-256 ou mieux.</source>
        <translation>The site&apos;s team must have it signed again, with SHA-256 or better.</translation>
    </message>
    <message>
        <source>Ce qui est déjà rangé dans la base n’est pas touché.</source>
        <translation>What is in the store already is untouched.</translation>
    </message>
    <message>
        <source>Les demandes restent chiffrées et entières.</source>
        <translation>Submissions stay encrypted and whole.</translation>
    </message>
    <message>
        <source>Transmettez le code ci-dessous à votre administrateur.</source>
        <translation>Give the code below to your administrator.</translation>
    </message>
    <message>
        <source>Un nouvel essai a lieu tout seul&#xa0;; vous pouvez aussi réessayer maintenant.</source>
        <translation>It is tried again by itself; you can also try now.</translation>
    </message>
    <message>
        <source>Défaut du programme</source>
        <translation>Fault in the program</translation>
    </message>
    <message>
        <source>Le programme a rencontré une situation qu’il ne devait pas rencontrer.</source>
        <translation>The program met a situation it should never meet.</translation>
    </message>
    <message>
        <source>La dernière action n’a peut-être pas abouti&#xa0;; ce qui est rangé dans la base n’est pas touché.</source>
        <translation>The last action may not have completed; what is in the store is untouched.</translation>
    </message>
    <message>
        <source>Copiez le détail technique (il ne contient aucune donnée personnelle) et transmettez-le au support.</source>
        <translation>Copy the technical detail (it holds no personal data) and give it to support.</translation>
    </message>
    <message>
        <source>Action impossible pour le moment</source>
        <translation>Not possible at the moment</translation>
    </message>
    <message>
        <source>L’action demandée n’a pas pu aboutir.</source>
        <translation>What was asked could not be completed.</translation>
    </message>
    <message>
        <source>Demande incomplète</source>
        <translation>Incomplete request</translation>
    </message>
    <message>
        <source>Ce qui a été saisi ne suffit pas pour cette action.</source>
        <translation>What was entered is not enough for this action.</translation>
    </message>
    <message>
        <source>Vérifiez la saisie, puis recommencez.</source>
        <translation>Check what was entered, then start again.</translation>
    </message>
    <message>
        <source>Configuration à corriger</source>
        <translation>Configuration to correct</translation>
    </message>
    <message>
        <source>Un fichier ou une valeur de la configuration manque ou ne peut pas être lu ({file} {key}).</source>
        <translation>A file or value of the configuration is missing or can’t be read ({file} {key}).</translation>
    </message>
    <message>
        <source>Rien n’a été relevé ni modifié.</source>
        <translation>Nothing was collected or changed.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de corriger la configuration, puis réessayez.</source>
        <translation>Ask your administrator to correct the configuration, then try again.</translation>
    </message>
    <message>
        <source>Fichier de configuration introuvable</source>
        <translation>Configuration file not found</translation>
    </message>
    <message>
        <source>Le fichier {file} n’existe pas.</source>
        <translation>The file {file} does not exist.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de le fournir, puis réessayez.</source>
        <translation>Ask your administrator for it, then try again.</translation>
    </message>
    <message>
        <source>Fichier de configuration illisible</source>
        <translation>Unreadable configuration file</translation>
    </message>
    <message>
        <source>Le fichier {file} n’est pas écrit dans le format attendu (TOML).</source>
        <translation>The file {file} is not in the expected format (TOML).</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de le corriger, puis réessayez.</source>
        <translation>Ask your administrator to correct it, then try again.</translation>
    </message>
    <message>
        <source>Adresse du site refusée</source>
        <translation>Site address refused</translation>
    </message>
    <message>
        <source>L’adresse du site dans la configuration n’est pas une adresse «&#xa0;https&#xa0;» ({key}).</source>
        <translation>The site address in the configuration is not an “https” address ({key}).</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de corriger l’adresse, puis réessayez.</source>
        <translation>Ask your administrator to correct the address, then try again.</translation>
    </message>
    <message>
        <source>Échange avec le site impossible</source>
        <translation>No exchange with the site</translation>
    </message>
    <message>
        <source>L’échange avec le site n’a pas abouti.</source>
        <translation>The exchange with the site did not complete.</translation>
    </message>
    <message>
        <source>Site injoignable</source>
        <translation>Site unreachable</translation>
    </message>
    <message>
        <source>Le site ne répond pas&#xa0;: le réseau de ce poste, ou le site, est coupé.</source>
        <translation>The site does not answer: the network of this workstation, or the site, is down.</translation>
    </message>
    <message>
        <source>Le site refuse le certificat de ce poste</source>
        <translation>The site refuses this workstation’s certificate</translation>
    </message>
    <message>
        <source>Le site n’accepte pas le certificat de ce poste&#xa0;: il est peut-être expiré, révoqué ou inconnu.</source>
        <translation>The site does not accept this workstation’s certificate: it may be expired, revoked or unknown.</translation>
    </message>
    <message>
        <source>Demandez un nouveau certificat à votre administrateur&#xa0;; un essai par minute a lieu tout seul.</source>
        <translation>Ask your administrator for a new certificate; one try a minute takes place by itself.</translation>
    </message>
    <message>
        <source>Le certificat du site n’est pas reconnu</source>
        <translation>The site’s certificate is not recognised</translation>
    </message>
    <message>
        <source>Ce qui répond à l’adresse du site ne prouve pas qu’il est le site&#xa0;; rien ne lui a été envoyé.</source>
        <translation>What answers at the site’s address does not prove that it is the site; nothing was sent to it.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: l’autorité de confiance a changé, ou quelqu’un s’interpose.</source>
        <translation>Tell your administrator: the trusted authority has changed, or somebody stands in between.</translation>
    </message>
    <message>
        <source>Le site renvoie vers une autre adresse</source>
        <translation>The site redirects to another address</translation>
    </message>
    <message>
        <source>Le site demande d’aller ailleurs&#xa0;; par sûreté, le programme ne suit jamais un tel renvoi.</source>
        <translation>The site asks to go elsewhere; for safety the program never follows.</translation>
    </message>
    <message>
        <source>Souvent un portail d’accès au réseau&#xa0;: ouvrez votre navigateur, ou prévenez votre administrateur.</source>
        <translation>Often a network login page: open your browser, or tell your administrator.</translation>
    </message>
    <message>
        <source>Le site demande d’attendre</source>
        <translation>The site asks to wait</translation>
    </message>
    <message>
        <source>Le site est momentanément surchargé ou en maintenance.</source>
        <translation>The site is overloaded or under maintenance at the moment.</translation>
    </message>
    <message>
        <source>Réponse du site incomprise</source>
        <translation>Answer of the site not understood</translation>
    </message>
    <message>
        <source>Ce qui est revenu n’est pas une réponse du site&#xa0;; elle n’a été prise ni pour un dépôt, ni pour un reçu.</source>
        <translation>What came back is not an answer of the site; it was taken neither for a submission nor for a receipt.</translation>
    </message>
    <message>
        <source>Le site signale un problème</source>
        <translation>The site reports a problem</translation>
    </message>
    <message>
        <source>Le site a répondu qu’il ne peut pas faire ce qui lui est demandé.</source>
        <translation>The site answered that it can’t do what it was asked.</translation>
    </message>
    <message>
        <source>Base indisponible</source>
        <translation>Store unavailable</translation>
    </message>
    <message>
        <source>La base de ce poste ne peut pas être utilisée pour le moment.</source>
        <translation>The store of this workstation can’t be used at the moment.</translation>
    </message>
    <message>
        <source>Pas encore de base</source>
        <translation>No store yet</translation>
    </message>
    <message>
        <source>Il n’y a pas encore de base sur ce poste ({folder}).</source>
        <translation>There is no store on this workstation yet ({folder}).</translation>
    </message>
    <message>
        <source>Rien n’a été relevé&#xa0;: tout est encore sur le site.</source>
        <translation>Nothing was collected: everything is still on the site.</translation>
    </message>
    <message>
        <source>Créez la base pour commencer à relever.</source>
        <translation>Make the store to start collecting.</translation>
    </message>
    <message>
        <source>Une base existe déjà</source>
        <translation>A store exists already</translation>
    </message>
    <message>
        <source>Une base se trouve déjà dans ce dossier ({folder}).</source>
        <translation>There is a store in this folder already ({folder}).</translation>
    </message>
    <message>
        <source>Elle n’a pas été touchée.</source>
        <translation>It was not touched.</translation>
    </message>
    <message>
        <source>Utilisez-la, ou choisissez un autre dossier avec votre administrateur.</source>
        <translation>Use it, or choose another folder with your administrator.</translation>
    </message>
    <message>
        <source>Un autre programme relève déjà</source>
        <translation>Another program is collecting already</translation>
    </message>
    <message>
        <source>La relève de cette base est assurée par un autre programme ({holder}).</source>
        <translation>This store is collected for by another program ({holder}).</translation>
    </message>
    <message>
        <source>Les demandes arrivent dans la même base&#xa0;: rien ne manque.</source>
        <translation>Submissions come into the same store: nothing is missing.</translation>
    </message>
    <message>
        <source>Il n’y a rien à faire&#xa0;; s’il s’arrête, cette fenêtre pourra prendre la suite.</source>
        <translation>There is nothing to do; if it stops, this window can take over.</translation>
    </message>
    <message>
        <source>Base d’une version plus récente</source>
        <translation>Store of a newer version</translation>
    </message>
    <message>
        <source>La base ({found}) est plus récente que ce programme ({known}).</source>
        <translation>The store ({found}) is newer than this program ({known}).</translation>
    </message>
    <message>
        <source>Installez la version récente du programme, puis réessayez.</source>
        <translation>Install the newer version of the program, then try again.</translation>
    </message>
    <message>
        <source>Création de la base interrompue</source>
        <translation>Making of the store interrupted</translation>
    </message>
    <message>
        <source>La création de la base a été interrompue avant la fin.</source>
        <translation>The making of the store was interrupted before its end.</translation>
    </message>
    <message>
        <source>Rien n’a encore été relevé dans cette base.</source>
        <translation>Nothing was collected into this store yet.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de la terminer («&#xa0;backoffice store init&#xa0;»), puis réessayez.</source>
        <translation>Ask your administrator to complete it (“backoffice store init”), then try again.</translation>
    </message>
    <message>
        <source>La clé ne convient pas</source>
        <translation>The key does not fit</translation>
    </message>
    <message>
        <source>La clé de ce poste n’ouvre pas le coffre de cette base.</source>
        <translation>The key of this workstation does not open the vault of this store.</translation>
    </message>
    <message>
        <source>Les demandes restent chiffrées et entières&#xa0;; la relève peut continuer.</source>
        <translation>Submissions stay encrypted and whole; collecting can go on.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: la clé de secours permet de rouvrir le coffre.</source>
        <translation>Tell your administrator: the recovery key can open the vault again.</translation>
    </message>
    <message>
        <source>Clé de la base non prouvée</source>
        <translation>Store key not proven</translation>
    </message>
    <message>
        <source>La clé publique de la base n’est pas celle qui a été prouvée à sa création&#xa0;; rien n’est accusé réception.</source>
        <translation>The public key of the store is not the one proven at its making; nothing is acknowledged.</translation>
    </message>
    <message>
        <source>Les demandes restent sur le site jusqu’à leur échéance.</source>
        <translation>Submissions stay on the site until they expire.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur sans attendre&#xa0;: le site ne garde une demande que 29 minutes.</source>
        <translation>Tell your administrator at once: the site keeps a submission for 29 minutes only.</translation>
    </message>
    <message>
        <source>Clé de secours non prouvée</source>
        <translation>Recovery key not proven</translation>
    </message>
    <message>
        <source>La clé de secours de la base n’est pas celle qui a été notée à sa création&#xa0;; rien n’est accusé réception.</source>
        <translation>The store&apos;s recovery key is not the one that was noted when it was made; nothing is acknowledged.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur sans attendre&#xa0;: qui tient l’autre clé pourrait lire ce qui arrive.</source>
        <translation>Tell your administrator without delay: whoever holds the other key could read what comes in.</translation>
    </message>
    <message>
        <source>Empreinte de la base absente</source>
        <translation>The store&apos;s fingerprint is missing</translation>
    </message>
    <message>
        <source>Rien ne prouve la clé de la base sur ce poste ({folder})&#xa0;; rien n’est accusé réception.</source>
        <translation>Nothing proves the store&apos;s key on this machine ({folder}); nothing is acknowledged.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de restaurer sans attendre le dossier de configuration.</source>
        <translation>Ask your administrator to restore the configuration folder without delay.</translation>
    </message>
    <message>
        <source>Disque plein</source>
        <translation>Disk full</translation>
    </message>
    <message>
        <source>Il n’y a plus assez de place sur le disque pour ranger de nouvelles demandes ({folder}).</source>
        <translation>There is not enough room on the disk to store new submissions ({folder}).</translation>
    </message>
    <message>
        <source>Les demandes déjà rangées sont entières&#xa0;; les autres restent sur le site jusqu’à leur échéance.</source>
        <translation>Submissions already stored are whole; the others stay on the site until they expire.</translation>
    </message>
    <message>
        <source>Libérez de la place sur le disque, puis réessayez. Une demande ne reste que 29 minutes sur le site.</source>
        <translation>Free some room on the disk, then try again. A submission stays on the site for 29 minutes only.</translation>
    </message>
    <message>
        <source>Base occupée</source>
        <translation>Store busy</translation>
    </message>
    <message>
        <source>Un autre programme utilise la base depuis trop longtemps.</source>
        <translation>Another program has been using the store for too long.</translation>
    </message>
    <message>
        <source>Patientez quelques secondes, puis réessayez.</source>
        <translation>Wait a few seconds, then try again.</translation>
    </message>
    <message>
        <source>Base endommagée</source>
        <translation>Store damaged</translation>
    </message>
    <message>
        <source>Le fichier de la base est abîmé, ou ce n’est pas une base de ce programme.</source>
        <translation>The store’s file is damaged, or is no store of this program.</translation>
    </message>
    <message>
        <source>Le fichier n’a pas été modifié&#xa0;; ce qui n’est pas accusé réception est encore sur le site.</source>
        <translation>The file was not changed; what is not acknowledged is still on the site.</translation>
    </message>
    <message>
        <source>N’y touchez pas et prévenez votre administrateur&#xa0;: une sauvegarde ou la clé de secours le remplace.</source>
        <translation>Leave it alone and tell your administrator: a backup or the recovery key replaces it.</translation>
    </message>
    <message>
        <source>Base sur un partage réseau</source>
        <translation>Store on a network share</translation>
    </message>
    <message>
        <source>Le dossier de la base est sur un partage réseau, où un enregistrement n’est jamais certain.</source>
        <translation>The store’s folder is on a network share, where writing is never certain.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de placer la base sur un disque de ce poste.</source>
        <translation>Ask your administrator to put the store on a disk of this workstation.</translation>
    </message>
    <message>
        <source>Seconde copie indisponible</source>
        <translation>Second copy not available</translation>
    </message>
    <message>
        <source>Le dossier de la seconde copie ne peut pas être écrit ou lu.</source>
        <translation>The folder of the second copy can’t be written or read.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de rebrancher le disque ou le partage.</source>
        <translation>Ask your administrator to plug in the disk or mount the share again.</translation>
    </message>
    <message>
        <source>Trousseau de clés indisponible</source>
        <translation>Keyring unavailable</translation>
    </message>
    <message>
        <source>Le trousseau de clés du système est absent, verrouillé, ou d’une sorte que le programme refuse.</source>
        <translation>The system’s keyring is absent, locked, or of a kind the program refuses.</translation>
    </message>
    <message>
        <source>Déverrouillez le trousseau (ou reconnectez votre session), puis réessayez.</source>
        <translation>Unlock the keyring (or log in again), then try again.</translation>
    </message>
    <message>
        <source>Clé absente du trousseau</source>
        <translation>Key not in the keyring</translation>
    </message>
    <message>
        <source>Le trousseau de cette session ne contient pas la clé de cette base.</source>
        <translation>The keyring of this session does not hold the key of this store.</translation>
    </message>
    <message>
        <source>Ouvrez la session de l’agent qui a créé la base, ou demandez la clé de secours.</source>
        <translation>Log in as the agent who made the store, or ask for the recovery key.</translation>
    </message>
    <message>
        <source>Trousseau de clés refusé</source>
        <translation>Keyring refused</translation>
    </message>
    <message>
        <source>Le trousseau de ce système garde les clés sans protection&#xa0;: le programme le refuse.</source>
        <translation>The keyring of this system keeps keys without protection: the program refuses it.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur d’installer un trousseau protégé (Secret Service, Windows, macOS).</source>
        <translation>Ask your administrator to install a protected keyring (Secret Service, Windows, macOS).</translation>
    </message>
    <message>
        <source>Trousseau de clés verrouillé</source>
        <translation>Keyring locked</translation>
    </message>
    <message>
        <source>Le trousseau de clés du système est verrouillé.</source>
        <translation>The system’s keyring is locked.</translation>
    </message>
    <message>
        <source>Déverrouillez-le, puis réessayez.</source>
        <translation>Unlock it, then try again.</translation>
    </message>
    <message>
        <source>La pièce est gardée telle qu’elle est arrivée&#x202f;; elle n’a été ouverte nulle part.</source>
        <translation>The attachment is kept as it came; it was opened nowhere.</translation>
    </message>
    <message>
        <source>Demandez une autre copie à la personne.</source>
        <translation>Ask the person for another copy.</translation>
    </message>
    <message>
        <source>Pas d’aperçu de cette pièce</source>
        <translation>No preview of this attachment</translation>
    </message>
    <message>
        <source>Cette pièce jointe ne peut pas être montrée.</source>
        <translation>This attachment can&apos;t be shown.</translation>
    </message>
    <message>
        <source>Demandez une autre copie à la personne, ou enregistrez la pièce en indiquant un motif.</source>
        <translation>Ask the person for another copy, or save the attachment and give a reason.</translation>
    </message>
    <message>
        <source>Pièce vide</source>
        <translation>Empty attachment</translation>
    </message>
    <message>
        <source>Le fichier est arrivé sans contenu (0 octet).</source>
        <translation>The file came without any content (0 octets).</translation>
    </message>
    <message>
        <source>Demandez à la personne de l’envoyer de nouveau.</source>
        <translation>Ask the person to send it again.</translation>
    </message>
    <message>
        <source>Pas d’aperçu de ce genre de fichier</source>
        <translation>No preview of this kind of file</translation>
    </message>
    <message>
        <source>Sont montrés les PDF, les images (PNG, JPEG, TIFF, WebP, GIF) et les textes simples.</source>
        <translation>PDF, images (PNG, JPEG, TIFF, WebP, GIF) and plain texts are shown.</translation>
    </message>
    <message>
        <source>Enregistrez une copie en indiquant un motif, ou demandez un PDF.</source>
        <translation>Save a copy and give a reason, or ask for a PDF.</translation>
    </message>
    <message>
        <source>Pièce protégée par un mot de passe</source>
        <translation>Attachment protected by a password</translation>
    </message>
    <message>
        <source>Le document ne s’ouvre qu’avec un mot de passe.</source>
        <translation>The document opens with a password only.</translation>
    </message>
    <message>
        <source>Demandez à la personne une copie sans mot de passe.</source>
        <translation>Ask the person for a copy without a password.</translation>
    </message>
    <message>
        <source>Pièce illisible</source>
        <translation>Unreadable attachment</translation>
    </message>
    <message>
        <source>La pièce est abîmée, ou son contenu n’est pas celui d’un document ordinaire.</source>
        <translation>The attachment is damaged, or not made like an ordinary document.</translation>
    </message>
    <message>
        <source>Page trop longue à préparer</source>
        <translation>This page takes too long</translation>
    </message>
    <message>
        <source>Cette page demande plus de temps que l’aperçu n’en a (20 secondes).</source>
        <translation>This page needs more time than the preview has (20 seconds).</translation>
    </message>
    <message>
        <source>Regardez une autre page, ou demandez une copie plus simple.</source>
        <translation>Look at another page, or ask for a simpler copy.</translation>
    </message>
    <message>
        <source>Pièce trop lourde</source>
        <translation>Attachment too heavy</translation>
    </message>
    <message>
        <source>Cette pièce demande plus de mémoire que l’aperçu n’en a (512 Mio).</source>
        <translation>This attachment needs more memory than the preview has (512 MiB).</translation>
    </message>
    <message>
        <source>Demandez une copie moins lourde.</source>
        <translation>Ask for a lighter copy.</translation>
    </message>
    <message>
        <source>Aperçu indisponible sur ce poste</source>
        <translation>No preview on this machine</translation>
    </message>
    <message>
        <source>L’aperçu ne peut pas être isolé du reste du poste, donc rien n’est ouvert.</source>
        <translation>The preview can&apos;t be walled off from the rest of this machine, so nothing is opened.</translation>
    </message>
    <message>
        <source>Politique de ce poste à corriger</source>
        <translation>This machine’s policy must be corrected</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur, qui lancera «&#xa0;backoffice doctor&#xa0;».</source>
        <translation>Tell your administrator, who will run “backoffice doctor”.</translation>
    </message>
    <message>
        <source>Démonstration refusée</source>
        <translation>Demonstration refused</translation>
    </message>
    <message>
        <source>La démonstration doit rester à part, et un réglage désigne ce qui n’est pas à elle ({key}).</source>
        <translation>The demonstration has to stay apart, and a setting names what is not its own ({key}).</translation>
    </message>
    <message>
        <source>Rien de réel n’a été ouvert, relevé ni modifié.</source>
        <translation>Nothing real was opened, collected or changed.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;; votre vraie fenêtre n’est pas touchée.</source>
        <translation>Tell your administrator; your real window is not touched.</translation>
    </message>
    <message>
        <source>La politique que l’administration a fixée ({file}) ne peut pas être lue.</source>
        <translation>The policy that your administrators have set ({file}) can’t be read.</translation>
    </message>
    <message>
        <source>Politique de ce poste mal protégée</source>
        <translation>This machine’s policy is badly protected</translation>
    </message>
    <message>
        <source>La politique de ce poste ({file}) peut être écrite par d’autres que l’administrateur.</source>
        <translation>This machine’s policy ({file}) can be written by others than the administrator.</translation>
    </message>
    <message>
        <source>Dans la politique de ce poste ({file}), {key} n’est pas une clé connue.</source>
        <translation>In this machine’s policy ({file}), {key} is not a known key.</translation>
    </message>
    <message>
        <source>Dans la politique de ce poste ({file}), la valeur de {key} n’est pas permise.</source>
        <translation>In this machine’s policy ({file}), the value of {key} is not allowed.</translation>
    </message>
    <message>
        <source>Aperçu fermé</source>
        <translation>Preview closed</translation>
    </message>
    <message>
        <source>L’aperçu a été fermé avant la réponse.</source>
        <translation>The preview was closed before the answer.</translation>
    </message>
    <message>
        <source>Ouvrez la pièce de nouveau.</source>
        <translation>Open the attachment again.</translation>
    </message>
    <message>
        <source>Ce que vous avez écrit est gardé.</source>
        <translation>What you wrote is kept.</translation>
    </message>
    <message>
        <source>La demande reste comme elle était.</source>
        <translation>The request stays as it was.</translation>
    </message>
    <message>
        <source>Demande modifiée entre-temps</source>
        <translation>Request changed meanwhile</translation>
    </message>
    <message>
        <source>Quelqu’un d’autre a agi sur cette demande depuis que vous l’avez ouverte.</source>
        <translation>Somebody else acted on this request since you opened it.</translation>
    </message>
    <message>
        <source>La demande est relue&#xa0;: vérifiez, puis recommencez.</source>
        <translation>The request is read again: check it, then try again.</translation>
    </message>
    <message>
        <source>Impossible dans cet état</source>
        <translation>Not possible in this state</translation>
    </message>
    <message>
        <source>L’état de la demande ne permet pas cette action.</source>
        <translation>The request’s state does not allow this.</translation>
    </message>
    <message>
        <source>Voyez son suivi, et les actions proposées.</source>
        <translation>See its history, and the acts offered.</translation>
    </message>
    <message>
        <source>Demande tenue par un autre agent</source>
        <translation>Request held by another agent</translation>
    </message>
    <message>
        <source>Seul l’agent qui la tient, ou un responsable, peut agir.</source>
        <translation>Only the agent who holds it, or a lead, can act.</translation>
    </message>
    <message>
        <source>Prenez-la d’abord (A), ou voyez avec lui.</source>
        <translation>Take it first (A), or speak with them.</translation>
    </message>
    <message>
        <source>Demande introuvable</source>
        <translation>Request not found</translation>
    </message>
    <message>
        <source>Cette demande n’existe pas, ou plus, dans cette base.</source>
        <translation>This request is not, or no longer, in this store.</translation>
    </message>
    <message>
        <source>Rien n’a été modifié.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Actualisez la liste.</source>
        <translation>Refresh the list.</translation>
    </message>
    <message>
        <source>C’est déjà une demande</source>
        <translation>It is a case already</translation>
    </message>
    <message>
        <source>Quelqu’un d’autre a retenu ce dépôt entre-temps.</source>
        <translation>Somebody else has retained this submission meanwhile.</translation>
    </message>
    <message>
        <source>Cherchez-la parmi les demandes.</source>
        <translation>Look for it among the cases.</translation>
    </message>
    <message>
        <source>Ce dépôt devient une demande de lui-même</source>
        <translation>This submission becomes a case by itself</translation>
    </message>
    <message>
        <source>Il est à nous, ou en chemin&#xa0;: personne n’a à en décider.</source>
        <translation>It is ours, or on its way: nobody has to decide.</translation>
    </message>
    <message>
        <source>Cherchez-le parmi les demandes dans un instant.</source>
        <translation>Look for it among the cases in a moment.</translation>
    </message>
    <message>
        <source>Ce dépôt a été effacé</source>
        <translation>This submission was erased</translation>
    </message>
    <message>
        <source>Une purge l’a effacé&#xa0;: il ne revient pas.</source>
        <translation>A purge has erased it: it does not come back.</translation>
    </message>
    <message>
        <source>Voyez le certificat de cette purge.</source>
        <translation>See the certificate of that purge.</translation>
    </message>
    <message>
        <source>Il manque un motif</source>
        <translation>A reason is missing</translation>
    </message>
    <message>
        <source>Cette action demande un motif en une phrase.</source>
        <translation>This needs a reason in a sentence.</translation>
    </message>
    <message>
        <source>Écrivez le motif, puis recommencez.</source>
        <translation>Write the reason, then try again.</translation>
    </message>
    <message>
        <source>Il manque une réponse</source>
        <translation>An answer is missing</translation>
    </message>
    <message>
        <source>Chaque acte, ou chaque champ, demande une réponse.</source>
        <translation>Each certificate, or each field, needs an answer.</translation>
    </message>
    <message>
        <source>Complétez les réponses, puis recommencez.</source>
        <translation>Complete the answers, then try again.</translation>
    </message>
    <message>
        <source>Trop tard pour annuler</source>
        <translation>Too late to undo</translation>
    </message>
    <message>
        <source>Quelque chose s’est passé depuis&#xa0;: l’annuler l’effacerait aussi.</source>
        <translation>Something happened since: undoing would erase that too.</translation>
    </message>
    <message>
        <source>Faites l’action inverse&#xa0;; les deux resteront dans le suivi.</source>
        <translation>Do the opposite; both will stay in the history.</translation>
    </message>
    <message>
        <source>Cette modification n’attend plus</source>
        <translation>This change waits no more</translation>
    </message>
    <message>
        <source>Elle est partie entre-temps, ou a déjà été retirée.</source>
        <translation>It left meanwhile, or was withdrawn already.</translation>
    </message>
    <message>
        <source>Ouvrez la demande pour voir où elle en est.</source>
        <translation>Open the case to see where it stands.</translation>
    </message>
    <message>
        <source>Cette proposition n’est plus là</source>
        <translation>This proposal is no longer here</translation>
    </message>
    <message>
        <source>Quelqu’un l’a déjà écartée, ou acceptée.</source>
        <translation>Somebody has already put it aside, or accepted it.</translation>
    </message>
    <message>
        <source>Ouvrez la demande à nouveau.</source>
        <translation>Open the case again.</translation>
    </message>
    <message>
        <source>C’est cette demande même</source>
        <translation>It is this very case</translation>
    </message>
    <message>
        <source>Le numéro donné est celui de la demande ouverte.</source>
        <translation>The number given is that of the open case.</translation>
    </message>
    <message>
        <source>Donnez le numéro d’une autre demande de la même personne.</source>
        <translation>Give the number of another case of the same person.</translation>
    </message>
    <message>
        <source>L’autre demande ne nomme personne</source>
        <translation>The other case names nobody</translation>
    </message>
    <message>
        <source>Il n’y a là personne à qui rattacher celle-ci.</source>
        <translation>There is nobody there to link this one to.</translation>
    </message>
    <message>
        <source>Un autre service est concerné</source>
        <translation>Another service is concerned</translation>
    </message>
    <message>
        <source>L’une de ces personnes a été rattachée à quelqu’un que vos services ne voient pas.</source>
        <translation>One of these persons was joined to somebody whom your services do not see.</translation>
    </message>
    <message>
        <source>Demandez ce rattachement à un responsable, qui voit tous les services.</source>
        <translation>Ask a lead for this join: a lead sees all services.</translation>
    </message>
    <message>
        <source>Plusieurs demandes ont ce numéro</source>
        <translation>Several cases have this number</translation>
    </message>
    <message>
        <source>La fin d’un numéro ne suffit pas quand deux années la portent.</source>
        <translation>The end of a number is not enough where two years have it.</translation>
    </message>
    <message>
        <source>Donnez le numéro entier.</source>
        <translation>Give the whole number.</translation>
    </message>
    <message>
        <source>À qui l’attribuer&#xa0;?</source>
        <translation>Assign it to whom?</translation>
    </message>
    <message>
        <source>L’identifiant donné n’est pas celui d’un agent.</source>
        <translation>The login given is no agent’s.</translation>
    </message>
    <message>
        <source>Choisissez un agent, puis recommencez.</source>
        <translation>Choose an agent, then try again.</translation>
    </message>
    <message>
        <source>Motif trop long</source>
        <translation>Reason too long</translation>
    </message>
    <message>
        <source>Un motif tient en 1 000 caractères.</source>
        <translation>A reason has at most 1,000 characters.</translation>
    </message>
    <message>
        <source>Raccourcissez-le&#xa0;; une note peut dire le reste.</source>
        <translation>Shorten it; a note can say the rest.</translation>
    </message>
    <message>
        <source>Réponse sans objet</source>
        <translation>Answer to nothing</translation>
    </message>
    <message>
        <source>Une réponse concerne un acte ou un champ qui n’est pas dans cette demande.</source>
        <translation>An answer is about a certificate or field that is not in this request.</translation>
    </message>
    <message>
        <source>Demande sans personne</source>
        <translation>Request without a person</translation>
    </message>
    <message>
        <source>De nouvelles coordonnées ne peuvent être acceptées que pour une personne connue.</source>
        <translation>New contact details can be accepted for a known person only.</translation>
    </message>
    <message>
        <source>Rattachez d’abord la demande à une personne, ou refusez avec un motif.</source>
        <translation>Link the request with a person first, or refuse with a reason.</translation>
    </message>
    <message>
        <source>Note trop longue</source>
        <translation>Note too long</translation>
    </message>
    <message>
        <source>La note dépasse ce qui peut être gardé.</source>
        <translation>The note is longer than what can be kept.</translation>
    </message>
    <message>
        <source>Raccourcissez-la, ou partagez-la en deux.</source>
        <translation>Shorten it, or split it in two.</translation>
    </message>
    <message>
        <source>Vue modifiée entre-temps</source>
        <translation>View changed meanwhile</translation>
    </message>
    <message>
        <source>Un collègue a changé la même chose de cette vue.</source>
        <translation>A colleague has changed the same part of this view.</translation>
    </message>
    <message>
        <source>Regardez-la telle qu’elle est à présent, puis recommencez.</source>
        <translation>Look at it as it is now, then begin again.</translation>
    </message>
    <message>
        <source>Nom de vue impossible</source>
        <translation>View name not possible</translation>
    </message>
    <message>
        <source>Ce nom est vide, ou trop long.</source>
        <translation>This name is empty, or too long.</translation>
    </message>
    <message>
        <source>Donnez un autre nom.</source>
        <translation>Give another name.</translation>
    </message>
    <message>
        <source>Nom de vue déjà pris</source>
        <translation>View name taken</translation>
    </message>
    <message>
        <source>Une autre vue porte déjà ce nom.</source>
        <translation>Another view has this name already.</translation>
    </message>
    <message>
        <source>Vue d’un autre</source>
        <translation>Somebody else’s view</translation>
    </message>
    <message>
        <source>Seul son auteur, ou un responsable si elle est partagée, peut la changer.</source>
        <translation>Only its author, or a lead if it is shared, can change it.</translation>
    </message>
    <message>
        <source>Enregistrez-la sous un autre nom.</source>
        <translation>Save it under another name.</translation>
    </message>
    <message>
        <source>Vue introuvable</source>
        <translation>View not found</translation>
    </message>
    <message>
        <source>Cette vue a été supprimée entre-temps.</source>
        <translation>This view was deleted meanwhile.</translation>
    </message>
    <message>
        <source>Aucun fichier n’est resté.</source>
        <translation>No file is left.</translation>
    </message>
    <message>
        <source>Ce qui est dans la base n’a pas changé.</source>
        <translation>What is in the store has not changed.</translation>
    </message>
    <message>
        <source>Fichier déjà là</source>
        <translation>The file is there already</translation>
    </message>
    <message>
        <source>Un fichier de ce nom, ou son manifeste, est déjà dans le dossier ({file}).</source>
        <translation>A file of this name, or its manifest, is in the folder already ({file}).</translation>
    </message>
    <message>
        <source>Il n’a pas été touché.</source>
        <translation>It was not touched.</translation>
    </message>
    <message>
        <source>Choisissez un autre nom.</source>
        <translation>Choose another name.</translation>
    </message>
    <message>
        <source>Export arrêté</source>
        <translation>Export stopped</translation>
    </message>
    <message>
        <source>L’export a été arrêté à votre demande.</source>
        <translation>The export was stopped as you asked.</translation>
    </message>
    <message>
        <source>Vous pouvez le relancer.</source>
        <translation>You can start it again.</translation>
    </message>
    <message>
        <source>Trop de demandes à la fois</source>
        <translation>Too many cases at once</translation>
    </message>
    <message>
        <source>{count} demandes à exporter&#xa0;; la limite de ce poste est de {most}.</source>
        <translation>{count} cases to export; the limit here is {most}.</translation>
    </message>
    <message>
        <source>Filtrez la vue, ou demandez à votre administrateur de relever la limite.</source>
        <translation>Filter the view, or ask your administrator to raise the limit.</translation>
    </message>
    <message>
        <source>Trop de lignes pour ce format</source>
        <translation>Too many rows for this format</translation>
    </message>
    <message>
        <source>Un classeur ODS ou XLSX ne peut pas contenir autant de lignes.</source>
        <translation>An ODS or XLSX workbook can&apos;t hold so many rows.</translation>
    </message>
    <message>
        <source>Choisissez CSV, ou filtrez la vue.</source>
        <translation>Choose CSV, or filter the view.</translation>
    </message>
    <message>
        <source>Fichier trop grand</source>
        <translation>File too large</translation>
    </message>
    <message>
        <source>Ce format ne peut pas contenir un fichier aussi grand.</source>
        <translation>This format can&apos;t hold so large a file.</translation>
    </message>
    <message>
        <source>Dossier où rien ne peut être écrit</source>
        <translation>A folder that can&apos;t be written to</translation>
    </message>
    <message>
        <source>Le fichier ne peut pas être écrit dans ce dossier ({folder}).</source>
        <translation>The file can&apos;t be written into this folder ({folder}).</translation>
    </message>
    <message>
        <source>Choisissez un autre dossier.</source>
        <translation>Choose another folder.</translation>
    </message>
    <message>
        <source>Pas d’étiquette à imprimer</source>
        <translation>No label to print</translation>
    </message>
    <message>
        <source>Aucune demande n’est choisie.</source>
        <translation>No case is chosen.</translation>
    </message>
    <message>
        <source>Sélectionnez des demandes, puis recommencez.</source>
        <translation>Select cases, then try again.</translation>
    </message>
    <message>
        <source>Pièce introuvable</source>
        <translation>Part not found</translation>
    </message>
    <message>
        <source>Cette pièce n’est pas, ou plus, dans cette base.</source>
        <translation>This part is not, or no longer, in this store.</translation>
    </message>
    <message>
        <source>Actualisez la liste&#xa0;; si elle manque encore, prévenez votre administrateur.</source>
        <translation>Refresh the list; if it is still missing, tell your administrator.</translation>
    </message>
    <message>
        <source>Pièce scellée</source>
        <translation>Sealed part</translation>
    </message>
    <message>
        <source>Aucune clé de ce poste n’ouvre cette pièce.</source>
        <translation>No key of this machine opens this part.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: la clé de secours permet de l’ouvrir.</source>
        <translation>Tell your administrator: the recovery key opens it.</translation>
    </message>
    <message>
        <source>Motif illisible</source>
        <translation>Unreadable reason</translation>
    </message>
    <message>
        <source>Le motif contient des caractères invisibles.</source>
        <translation>The reason contains invisible characters.</translation>
    </message>
    <message>
        <source>Tapez-le de nouveau, en une ligne.</source>
        <translation>Type it again, on one line.</translation>
    </message>
    <message>
        <source>Rien n’est montré&#xa0;; la relève continue.</source>
        <translation>Nothing is shown; collecting goes on.</translation>
    </message>
    <message>
        <source>Les demandes restent chiffrées et entières&#xa0;; la relève continue.</source>
        <translation>The requests stay encrypted and whole; collecting goes on.</translation>
    </message>
    <message>
        <source>Le code de secours rouvre le poste&#xa0;; prévenez votre administrateur s’il manque.</source>
        <translation>The recovery code opens the desk again; tell your administrator if it is missing.</translation>
    </message>
    <message>
        <source>Phrase de passe refusée</source>
        <translation>Passphrase not taken</translation>
    </message>
    <message>
        <source>Rien n’a changé&#xa0;: ce qui ouvrait le poste l’ouvre encore.</source>
        <translation>Nothing has changed: what opened the desk still opens it.</translation>
    </message>
    <message>
        <source>Choisissez quatre ou cinq mots sans lien entre eux, faciles à retenir.</source>
        <translation>Choose four or five words that have nothing to do with each other and are easy to remember.</translation>
    </message>
    <message>
        <source>La base de travail a disparu</source>
        <translation>The casebook is gone</translation>
    </message>
    <message>
        <source>Phrase oubliée&#xa0;: le code de secours rouvre le poste.</source>
        <translation>Forgotten passphrase: the recovery code opens the desk again.</translation>
    </message>
    <message>
        <source>Une phrase de passe est demandée pour ouvrir ce poste.</source>
        <translation>A passphrase is needed to open this desk.</translation>
    </message>
    <message>
        <source>Saisissez-la. Si elle est oubliée, le code de secours rouvre le poste.</source>
        <translation>Type it. If it is forgotten, the recovery code opens the desk again.</translation>
    </message>
    <message>
        <source>Ce n’est pas la bonne phrase</source>
        <translation>This is not the right passphrase</translation>
    </message>
    <message>
        <source>La phrase de passe saisie n’ouvre pas ce poste.</source>
        <translation>The passphrase that was typed does not open this desk.</translation>
    </message>
    <message>
        <source>Vérifiez les majuscules et la langue du clavier, puis recommencez. Le code de secours ouvre aussi.</source>
        <translation>Check capitals and the keyboard&apos;s language, then try again. The recovery code opens as well.</translation>
    </message>
    <message>
        <source>Trop de phrases fausses</source>
        <translation>Too many wrong passphrases</translation>
    </message>
    <message>
        <source>Il faut attendre {seconds} s avant un nouvel essai.</source>
        <translation>Wait {seconds} s before the next try.</translation>
    </message>
    <message>
        <source>Attendez, puis recommencez. Le code de secours ouvre sans attendre.</source>
        <translation>Wait, then try again. The recovery code opens without waiting.</translation>
    </message>
    <message>
        <source>Phrase de passe à choisir</source>
        <translation>Passphrase to be chosen</translation>
    </message>
    <message>
        <source>La politique de ce poste demande une phrase de passe, et il n’y en a pas encore.</source>
        <translation>This desk&apos;s policy demands a passphrase, and there is none yet.</translation>
    </message>
    <message>
        <source>Il manque de la mémoire pour essayer la phrase de passe ({mebibytes} Mio).</source>
        <translation>There is not enough memory to try the passphrase ({mebibytes} MiB).</translation>
    </message>
    <message>
        <source>Fermez d’autres programmes, puis recommencez.</source>
        <translation>Close other programs, then try again.</translation>
    </message>
    <message>
        <source>Le trousseau a perdu sa moitié de la clé</source>
        <translation>The keyring has lost its half of the key</translation>
    </message>
    <message>
        <source>La phrase de passe n’ouvre ce poste qu’avec ce que le trousseau de la session garde, et rien n’y est.</source>
        <translation>The passphrase opens this desk only with what the session&apos;s keyring keeps, and nothing is there.</translation>
    </message>
    <message>
        <source>La clé de ce poste est abîmée</source>
        <translation>This desk&apos;s key is damaged</translation>
    </message>
    <message>
        <source>Le fichier master.wrap, à côté de la base, a été changé ou abîmé.</source>
        <translation>The file master.wrap, beside the store, was changed or damaged.</translation>
    </message>
    <message>
        <source>La base de travail (casebook.db) manque dans {folder}&#xa0;; celle de réception est là.</source>
        <translation>The casebook (casebook.db) is missing in {folder}; the inbox is there.</translation>
    </message>
    <message>
        <source>La base de travail (casebook.db) est vide, ou n’a jamais été terminée.</source>
        <translation>The casebook (casebook.db) is empty, or was never completed.</translation>
    </message>
    <message>
        <source>Base de travail abîmée</source>
        <translation>Casebook damaged</translation>
    </message>
    <message>
        <source>C’est le bon code de secours, mais la base de travail ne s’ouvre pas avec lui.</source>
        <translation>This is the right recovery code, but the casebook does not open with it.</translation>
    </message>
    <message>
        <source>Base de travail en cours de remplacement</source>
        <translation>Casebook being replaced</translation>
    </message>
    <message>
        <source>Une nouvelle base de travail est en train d’être faite, ou cela a été coupé.</source>
        <translation>A new casebook is being made, or that was cut.</translation>
    </message>
    <message>
        <source>Attendez la fin&#xa0;; sinon, votre administrateur relance «&#xa0;backoffice store recover --new-casebook&#xa0;».</source>
        <translation>Wait for its end; else your administrator runs “backoffice store recover --new-casebook” again.</translation>
    </message>
    <message>
        <source>Le poste a été verrouillé pendant cette action.</source>
        <translation>The desk was locked during this action.</translation>
    </message>
    <message>
        <source>Ce qui n’était pas terminé n’a pas été fait.</source>
        <translation>What was not finished was not done.</translation>
    </message>
    <message>
        <source>Déverrouillez le poste, puis vérifiez où en était l’action.</source>
        <translation>Unlock the desk, then look how far the action had come.</translation>
    </message>
    <message>
        <source>Une phrase de passe a au moins 12 caractères.</source>
        <translation>A passphrase has 12 characters at least.</translation>
    </message>
    <message>
        <source>Cette phrase serait devinée trop vite (répétitions, suites du clavier, mots courants).</source>
        <translation>This passphrase would be guessed too soon (repetitions, rows of the keyboard, common words).</translation>
    </message>
    <message>
        <source>Une phrase de passe a au plus 1 024 caractères.</source>
        <translation>A passphrase has 1,024 characters at most.</translation>
    </message>
    <message>
        <source>La politique de ce poste demande une phrase de passe&#xa0;: elle ne peut pas être retirée.</source>
        <translation>This desk&apos;s policy demands a passphrase: it can&apos;t be removed.</translation>
    </message>
    <message>
        <source>Changez-la si elle n’est plus sûre.</source>
        <translation>Change it if it is no longer safe.</translation>
    </message>
    <message>
        <source>La clé de cette base est dans un fichier, pour un service&#xa0;: une phrase n’y ajoute rien.</source>
        <translation>This store&apos;s key lies in a file, for a service: a passphrase adds nothing to it.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur d’utiliser le trousseau de la session.</source>
        <translation>Ask your administrator to use the session&apos;s keyring.</translation>
    </message>
    <message>
        <source>Pas de clé de secours</source>
        <translation>No recovery key</translation>
    </message>
    <message>
        <source>Cette base a été créée sans clé de secours.</source>
        <translation>This store was made without a recovery key.</translation>
    </message>
    <message>
        <source>La copie du fichier de clé, gardée par votre administrateur, est la seule autre voie.</source>
        <translation>The copy of the key file that your administrator keeps is the only other way.</translation>
    </message>
    <message>
        <source>Ce n’est pas le bon code</source>
        <translation>This is not the right code</translation>
    </message>
    <message>
        <source>Le code saisi n’est pas le code de secours de cette base.</source>
        <translation>The code that was typed is not this store&apos;s recovery code.</translation>
    </message>
    <message>
        <source>Vérifiez-le groupe par groupe&#xa0;; espaces et tirets ne comptent pas.</source>
        <translation>Check it group by group; spaces and dashes don&apos;t count.</translation>
    </message>
    <message>
        <source>Le poste reste verrouillé</source>
        <translation>The desk stays locked</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: une sauvegarde remplace la base de travail («&#xa0;backoffice restore --casebook&#xa0;»)&#xa0;; sans sauvegarde, la clé de secours en fait une neuve («&#xa0;backoffice store recover --new-casebook&#xa0;»).</source>
        <translation>Tell your administrator: a backup replaces the casebook (“backoffice restore --casebook”); without one, the recovery key makes a new one (“backoffice store recover --new-casebook”).</translation>
    </message>
    <message>
        <source>Le poste n’a pas été déverrouillé.</source>
        <translation>The desk was not unlocked.</translation>
    </message>
    <message>
        <source>Sauvegarde impossible</source>
        <translation>No backup possible</translation>
    </message>
    <message>
        <source>La base n’est pas touchée, la relève continue, les sauvegardes déjà faites restent.</source>
        <translation>The store is not touched, collecting goes on, the backups that were made stay.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: «&#xa0;backoffice doctor&#xa0;» lui dira où cela bloque.</source>
        <translation>Tell your administrator: “backoffice doctor” will say where it is stuck.</translation>
    </message>
    <message>
        <source>Base en cours de mise à niveau</source>
        <translation>The store is being brought up to date</translation>
    </message>
    <message>
        <source>Un autre programme met la base à niveau, et la copie d’abord.</source>
        <translation>Another program brings the store up to date, and copies it first.</translation>
    </message>
    <message>
        <source>Attendez sa fin, puis réessayez&#xa0;: une grande base prend quelques minutes.</source>
        <translation>Wait for its end, then try again: a large store takes some minutes.</translation>
    </message>
    <message>
        <source>La dernière sauvegarde n’a pas pu être faite, ou n’a pas pu être prouvée.</source>
        <translation>The last backup could not be made, or could not be proven.</translation>
    </message>
    <message>
        <source>Base d’équipe injoignable</source>
        <translation>The team&apos;s store can&apos;t be reached</translation>
    </message>
    <message>
        <source>Le serveur de la base d’équipe ne répond pas, ou la liaison avec lui est tombée.</source>
        <translation>The server of the team&apos;s store does not answer, or the connection to it went.</translation>
    </message>
    <message>
        <source>Ce qui est rangé sur le serveur y reste.</source>
        <translation>What is stored on the server stays there.</translation>
    </message>
    <message>
        <source>Patientez un instant, puis réessayez&#xa0;; si cela dure, prévenez votre administrateur.</source>
        <translation>Wait a moment, then try again; if it lasts, tell your administrator.</translation>
    </message>
    <message>
        <source>Modification peut-être gardée</source>
        <translation>Change perhaps kept</translation>
    </message>
    <message>
        <source>Le disque de ce poste n’a pas dit si la modification a pu être gardée.</source>
        <translation>This workstation’s disk did not say whether the change could be kept.</translation>
    </message>
    <message>
        <source>Rien n’a été changé sur le serveur de l’équipe.</source>
        <translation>Nothing was changed on the team’s server.</translation>
    </message>
    <message>
        <source>Regardez «&#xa0;En attente&#xa0;» (F7) avant de la refaire&#xa0;; si cela se répète, prévenez votre administrateur.</source>
        <translation>Look at “Waiting” (F7) before you do it again; if it happens again, tell your administrator.</translation>
    </message>
    <message>
        <source>Ce qui est rangé sur le serveur y reste&#xa0;; les demandes peuvent être traitées.</source>
        <translation>What is stored on the server stays there; requests can still be handled.</translation>
    </message>
    <message>
        <source>Aucune règle du serveur ne retient ce compte&#xa0;: on ne travaille pas avec lui.</source>
        <translation>No rule of the server binds that login: nobody works with it.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de configurer votre propre compte sur ce poste.</source>
        <translation>Ask your administrator to configure your own login on this workstation.</translation>
    </message>
    <message>
        <source>Base occupée par un autre compte</source>
        <translation>Store held by another login</translation>
    </message>
    <message>
        <source>Une connexion de «&#xa0;{login}&#xa0;» empêche les autres d’enregistrer depuis plus de 5 secondes.</source>
        <translation>A connection of “{login}” has kept the others from saving for more than 5 seconds.</translation>
    </message>
    <message>
        <source>Ce poste attend d’être admis dans l’équipe</source>
        <translation>This workstation waits to be admitted to the team</translation>
    </message>
    <message>
        <source>Il a demandé à l’être, et personne ne l’a encore admis. Son empreinte&#xa0;: {fingerprint}</source>
        <translation>It has asked to be, and nobody has admitted it yet. Its fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>La clé de secours d’une équipe s’utilise à la console, par un responsable ou un administrateur.</source>
        <translation>A team&apos;s recovery key is used at the console, by a lead or an administrator.</translation>
    </message>
    <message>
        <source>Rouvrez sans elle&#xa0;: ce poste demande à être admis. S’il ne reste personne&#xa0;: «&#xa0;backoffice store recover&#xa0;», par un responsable ou un administrateur.</source>
        <translation>Open it without: this workstation asks to be admitted. Where nobody is left: “backoffice store recover”, by a lead or an administrator.</translation>
    </message>
    <message>
        <source>Aucun détenteur de la clé de l’équipe ne s’est porté garant de la clé de secours.</source>
        <translation>Nobody who has the team&apos;s key has vouched for the recovery key.</translation>
    </message>
    <message>
        <source>Rien n’a été changé dans la base de l’équipe.</source>
        <translation>Nothing was changed in the team’s store.</translation>
    </message>
    <message>
        <source>Horloges en désaccord</source>
        <translation>Clocks disagree</translation>
    </message>
    <message>
        <source>L’horloge du serveur et celle de ce poste diffèrent de plus d’un jour.</source>
        <translation>The server&apos;s clock and this workstation&apos;s are more than a day apart.</translation>
    </message>
    <message>
        <source>Rien n’a été changé sur le serveur&#xa0;; ce qui attend sur le site y reste.</source>
        <translation>Nothing was changed on the server; what waits on the site stays there.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de les mettre à l’heure, puis réessayez.</source>
        <translation>Ask your administrator to set both right, then try again.</translation>
    </message>
    <message>
        <source>Pas de relève à travers ce relais</source>
        <translation>No collecting through this pooler</translation>
    </message>
    <message>
        <source>Un relais de connexions prête les sessions du serveur&#xa0;: personne ne peut y mener la relève.</source>
        <translation>A connection pooler lends the server’s sessions out: nobody can lead the collecting through it.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur l’adresse du serveur lui-même, ou un relais en mode session.</source>
        <translation>Ask your administrator for the server’s own address, or for a pooler in session mode.</translation>
    </message>
    <message>
        <source>Ce poste est entré comme propriétaire de la base</source>
        <translation>This workstation logged in as the store’s owner</translation>
    </message>
    <message>
        <source>Le serveur vous prend pour un autre</source>
        <translation>The server takes you for somebody else</translation>
    </message>
    <message>
        <source>Un relais de connexions a mis «&#xa0;{found}&#xa0;» à la place de votre nom.</source>
        <translation>A connection pooler put “{found}” in place of your name.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur&#xa0;: chacun doit y entrer sous son propre nom.</source>
        <translation>Tell your administrator: everybody has to log in under his own name.</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#xa0;: rien n’a été changé.</source>
        <translation>Nothing is lost: nothing was changed.</translation>
    </message>
    <message>
        <source>Réessayez&#xa0;; si cela dure, dites ce nom à votre administrateur.</source>
        <translation>Try again; if it lasts, tell your administrator this name.</translation>
    </message>
    <message>
        <source>Serveur de secours attendu</source>
        <translation>Waiting for the standby</translation>
    </message>
    <message>
        <source>Un enregistrement attend le serveur de secours, qui ne répond pas&#xa0;: rien d’autre n’est changé.</source>
        <translation>A commit waits for the standby, which does not answer: nothing else is changed.</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#xa0;: tout reprend dès que le serveur de secours suit.</source>
        <translation>Nothing is lost: all goes on once the standby follows.</translation>
    </message>
    <message>
        <source>Prévenez votre administrateur, et réessayez plus tard.</source>
        <translation>Tell your administrator, and try again later.</translation>
    </message>
    <message>
        <source>Lisez cette empreinte à un responsable&#xa0;: il la compare et vous admet, puis réessayez.</source>
        <translation>Read this fingerprint to somebody in charge, who compares it and admits you; then try again.</translation>
    </message>
    <message>
        <source>Vous avez été admis sur un autre poste</source>
        <translation>You were admitted at another workstation</translation>
    </message>
    <message>
        <source>La clé avec laquelle vous l’avez été ({fingerprint}) est celle d’un autre poste&#xa0;: elle n’est pas ici.</source>
        <translation>The key that you were admitted with ({fingerprint}) is another workstation’s: it is not here.</translation>
    </message>
    <message>
        <source>Travaillez sur ce poste-là, ou demandez à un responsable de mettre fin à cet accès.</source>
        <translation>Work at that workstation, or ask somebody in charge to end that access.</translation>
    </message>
    <message>
        <source>La clé de l’équipe n’ouvre pas la base</source>
        <translation>The team’s key does not open the store</translation>
    </message>
    <message>
        <source>Celle que ce poste a reçue est une autre, ou a été abîmée.</source>
        <translation>The one that this workstation was given is another, or was damaged.</translation>
    </message>
    <message>
        <source>Demandez à un responsable de mettre fin à votre accès et de vous admettre de nouveau.</source>
        <translation>Ask somebody in charge to end your access and to admit you again.</translation>
    </message>
    <message>
        <source>Pas de clé de secours dans la fenêtre d’une équipe</source>
        <translation>No recovery key in a team&apos;s window</translation>
    </message>
    <message>
        <source>Le serveur de l’équipe n’admet pas votre compte</source>
        <translation>The team&apos;s server does not take your login</translation>
    </message>
    <message>
        <source>Il répond, et refuse ce compte&#xa0;: votre accès a pris fin, ou votre mot de passe a changé.</source>
        <translation>It answers, and refuses this login: your access has ended, or your password was changed.</translation>
    </message>
    <message>
        <source>Ce qui est rangé sur le serveur y reste&#xa0;; ce qui n’était pas parti reste scellé sur ce poste.</source>
        <translation>What is stored on the server stays there; what had not been sent stays sealed on this workstation.</translation>
    </message>
    <message>
        <source>Demandez à un administrateur de l’équipe si votre accès a pris fin.</source>
        <translation>Ask an administrator of the team whether your access has ended.</translation>
    </message>
    <message>
        <source>Clé de secours sans garant</source>
        <translation>A recovery key that nobody vouched for</translation>
    </message>
    <message>
        <source>La clé de l’équipe est restée la même, et rien n’est perdu.</source>
        <translation>The team&apos;s key is the same as before, and nothing is lost.</translation>
    </message>
    <message>
        <source>Qu’un administrateur fasse, à la console, une autre clé de secours («&#xa0;backoffice store recovery-key&#xa0;»), puis «&#xa0;backoffice team renew&#xa0;».</source>
        <translation>Have an administrator make another recovery key at the console (“backoffice store recovery-key”), then “backoffice team renew”.</translation>
    </message>
    <message>
        <source>Base déplacée</source>
        <translation>Store moved</translation>
    </message>
    <message>
        <source>Cette base a été déplacée ailleurs&#xa0;: ici, on ne travaille plus.</source>
        <translation>This store was moved elsewhere: nobody works here any more.</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#xa0;: tout a été recopié, puis relu.</source>
        <translation>Nothing is lost: everything was copied, then read again.</translation>
    </message>
    <message>
        <source>Demandez à votre administrateur de configurer la nouvelle adresse sur ce poste.</source>
        <translation>Ask your administrator to configure the new address on this workstation.</translation>
    </message>
    <message>
        <source>Indisponible hors ligne</source>
        <translation>Not available offline</translation>
    </message>
    <message>
        <source>Le serveur de l’équipe est injoignable, et ceci ne peut ni être lu d’ici ni attendre son retour.</source>
        <translation>The team’s server can’t be reached, and this can neither be read from here nor wait for its return.</translation>
    </message>
    <message>
        <source>Ce qui est rangé sur le serveur y reste&#xa0;; ce que vous faites d’une demande attend sur ce poste.</source>
        <translation>What is stored on the server stays there; what you do with a case waits on this workstation.</translation>
    </message>
    <message>
        <source>Recommencez une fois le poste de nouveau relié au serveur&#xa0;; si cela dure, prévenez votre administrateur.</source>
        <translation>Try again once this workstation is connected to the server again; if it lasts, tell your administrator.</translation>
    </message>
    <message>
        <source>Le dossier des sauvegardes n’est pas là.</source>
        <translation>The folder of the backups is not there.</translation>
    </message>
    <message>
        <source>Rebranchez le disque des sauvegardes, ou prévenez votre administrateur.</source>
        <translation>Connect the disk of the backups again, or tell your administrator.</translation>
    </message>
    <message>
        <source>Le dossier des sauvegardes ne peut pas être écrit.</source>
        <translation>The folder of the backups can’t be written to.</translation>
    </message>
    <message>
        <source>Sauvegarde refusée</source>
        <translation>Backup refused</translation>
    </message>
    <message>
        <source>La sauvegarde a été ouverte et ne tient pas&#xa0;: elle n’a pas été retenue.</source>
        <translation>The backup was opened and does not hold: it was not kept.</translation>
    </message>
    <message>
        <source>Rien n’a été purgé.</source>
        <translation>Nothing was purged.</translation>
    </message>
    <message>
        <source>Actualisez la page Conservation.</source>
        <translation>Refresh the Retention page.</translation>
    </message>
    <message>
        <source>Date déjà passée</source>
        <translation>A day that is past</translation>
    </message>
    <message>
        <source>Une conservation se prolonge jusqu’à un jour à venir.</source>
        <translation>A hold ends on a day to come.</translation>
    </message>
    <message>
        <source>Choisissez une autre date.</source>
        <translation>Choose another date.</translation>
    </message>
    <message>
        <source>Conservation prolongée déjà finie</source>
        <translation>Hold already ended</translation>
    </message>
    <message>
        <source>Cette conservation prolongée ne tient plus, quelqu’un y a mis fin entre-temps.</source>
        <translation>This hold stands no more: somebody has ended it meanwhile.</translation>
    </message>
    <message>
        <source>Rien à purger</source>
        <translation>Nothing to purge</translation>
    </message>
    <message>
        <source>Rien ne peut être purgé aujourd’hui.</source>
        <translation>Nothing may be purged today.</translation>
    </message>
    <message>
        <source>La sélection a changé</source>
        <translation>The selection has changed</translation>
    </message>
    <message>
        <source>Ce qui est échu n’est plus exactement ce que vous avez vu.</source>
        <translation>What is due is not exactly what you saw any more.</translation>
    </message>
    <message>
        <source>Actualisez la page, relisez la liste, puis demandez de nouveau.</source>
        <translation>Refresh the page, read the list again, then ask again.</translation>
    </message>
    <message>
        <source>{moved} élément(s) de la purge {purge} ne peuvent plus partir&#xa0;: conservés, changés ou rouverts depuis.</source>
        <translation>{moved} item(s) of purge {purge} can&apos;t go any more: held, changed or reopened since.</translation>
    </message>
    <message>
        <source>Retirez cette demande, relisez la liste, puis demandez de nouveau.</source>
        <translation>Withdraw this request, read the list again, then ask anew.</translation>
    </message>
    <message>
        <source>Les durées ne sont pas celles d’ici</source>
        <translation>These are not the durations in force here</translation>
    </message>
    <message>
        <source>Cette purge a été demandée avec des durées plus courtes que celles en vigueur ici.</source>
        <translation>This purge was asked for under shorter durations than those in force here.</translation>
    </message>
    <message>
        <source>Retirez-la, relisez les règles, puis demandez de nouveau.</source>
        <translation>Withdraw it, read the rules again, then ask for it anew.</translation>
    </message>
    <message>
        <source>Une purge attend déjà</source>
        <translation>A purge is waiting already</translation>
    </message>
    <message>
        <source>La purge {purge} attend un accord, ou n’est pas menée au bout.</source>
        <translation>Purge {purge} is waiting for approval, or is not finished.</translation>
    </message>
    <message>
        <source>Menez-la au bout, ou retirez-la.</source>
        <translation>Finish it, or withdraw it.</translation>
    </message>
    <message>
        <source>Purge introuvable</source>
        <translation>No such purge</translation>
    </message>
    <message>
        <source>Aucune purge n’a ce numéro.</source>
        <translation>No purge has this number.</translation>
    </message>
    <message>
        <source>Purge terminée ou retirée</source>
        <translation>Purge ended or withdrawn</translation>
    </message>
    <message>
        <source>Un collègue l’a terminée ou retirée entre-temps.</source>
        <translation>A colleague has ended or withdrawn it meanwhile.</translation>
    </message>
    <message>
        <source>Rien de plus n’a été purgé.</source>
        <translation>Nothing more was purged.</translation>
    </message>
    <message>
        <source>Purge commencée</source>
        <translation>Purge begun</translation>
    </message>
    <message>
        <source>Une purge commencée ne se retire plus.</source>
        <translation>A purge that has begun can’t be withdrawn.</translation>
    </message>
    <message>
        <source>Ce qui est purgé l’est&#xa0;; le reste attend.</source>
        <translation>What is purged is gone; the rest waits.</translation>
    </message>
    <message>
        <source>Menez-la au bout.</source>
        <translation>Finish it.</translation>
    </message>
    <message>
        <source>Purge déjà approuvée</source>
        <translation>Purge approved already</translation>
    </message>
    <message>
        <source>Un collègue l’a approuvée entre-temps.</source>
        <translation>A colleague has approved it meanwhile.</translation>
    </message>
    <message>
        <source>Demande de purge périmée</source>
        <translation>Request for a purge lapsed</translation>
    </message>
    <message>
        <source>Une demande de purge, ou un accord, vaut {hours} heures.</source>
        <translation>A request for a purge, or an approval, holds for {hours} hours.</translation>
    </message>
    <message>
        <source>Demandez la purge de nouveau.</source>
        <translation>Ask for the purge again.</translation>
    </message>
    <message>
        <source>Il faut une autre personne</source>
        <translation>Another person is needed</translation>
    </message>
    <message>
        <source>Qui demande une purge ne l’approuve pas.</source>
        <translation>Whoever asks for a purge does not approve it.</translation>
    </message>
    <message>
        <source>Un collègue l’approuve, sous son propre compte.</source>
        <translation>A colleague approves it, under their own account.</translation>
    </message>
    <message>
        <source>Purge sans accord</source>
        <translation>Purge without approval</translation>
    </message>
    <message>
        <source>Personne n’a encore approuvé cette purge.</source>
        <translation>Nobody has approved this purge yet.</translation>
    </message>
    <message>
        <source>Pas encore de certificat</source>
        <translation>No certificate yet</translation>
    </message>
    <message>
        <source>Cette purge n’est pas menée au bout.</source>
        <translation>This purge is not finished.</translation>
    </message>
    <message>
        <source>Menez-la au bout, puis enregistrez son certificat.</source>
        <translation>Finish it, then save its certificate.</translation>
    </message>
    <message>
        <source>Notification non inscrite</source>
        <translation>Notification not recorded</translation>
    </message>
    <message>
        <source>Réglage non changé</source>
        <translation>Setting not changed</translation>
    </message>
    <message>
        <source>Rien n’a été changé.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>L’empreinte n’est plus la même</source>
        <translation>The fingerprint is no longer the same</translation>
    </message>
    <message>
        <source>Ce poste a une autre clé que celle que vous avez comparée.</source>
        <translation>This workstation has another key than the one you compared.</translation>
    </message>
    <message>
        <source>Actualisez, et comparez la nouvelle empreinte de vive voix.</source>
        <translation>Refresh, and compare the new fingerprint by voice.</translation>
    </message>
    <message>
        <source>Pas pour soi-même</source>
        <translation>Not for oneself</translation>
    </message>
    <message>
        <source>Personne ne s’admet, ne se change ni ne se retire soi-même.</source>
        <translation>Nobody admits, changes or removes themselves.</translation>
    </message>
    <message>
        <source>Demandez-le à un autre responsable ou administrateur.</source>
        <translation>Ask another team lead or administrator.</translation>
    </message>
    <message>
        <source>Seul membre encore admis</source>
        <translation>The only member still admitted</translation>
    </message>
    <message>
        <source>Laissez relever un compte de service, ou qui voit toutes les demandes. Un droit de relever donné autrefois se retire à la console&#xa0;: backoffice team change {member} --role agent (ses rôles, sans collector).</source>
        <translation>Let a service&apos;s account collect, or one who sees every case. A right to collect that was given once is taken at the console: backoffice team change {member} --role agent (the member&apos;s roles, without collector).</translation>
    </message>
    <message>
        <source>Déjà confiée à ce service</source>
        <translation>Already with that service</translation>
    </message>
    <message>
        <source>Sans ce membre, plus personne n’aurait la clé de l’équipe.</source>
        <translation>Without this member nobody would have the team&apos;s key.</translation>
    </message>
    <message>
        <source>Droits modifiés entre-temps</source>
        <translation>Rights changed meanwhile</translation>
    </message>
    <message>
        <source>Quelqu’un d’autre a changé les droits de ce membre depuis que la page les montre.</source>
        <translation>Somebody else has changed what this member may do since the page shows it.</translation>
    </message>
    <message>
        <source>Regardez ses droits de maintenant, puis recommencez.</source>
        <translation>Look at what it is now, then try again.</translation>
    </message>
    <message>
        <source>Admettez d’abord quelqu’un d’autre.</source>
        <translation>Admit somebody else first.</translation>
    </message>
    <message>
        <source>Membre inconnu</source>
        <translation>Unknown member</translation>
    </message>
    <message>
        <source>Ce membre n’est plus dans l’équipe.</source>
        <translation>This member is no longer in the team.</translation>
    </message>
    <message>
        <source>Il manque un rôle</source>
        <translation>A role is missing</translation>
    </message>
    <message>
        <source>Un membre a au moins un rôle.</source>
        <translation>A member has at least one role.</translation>
    </message>
    <message>
        <source>Choisissez un rôle, ou retirez l’accès.</source>
        <translation>Choose a role, or end the access.</translation>
    </message>
    <message>
        <source>Ces rôles ne vont pas ensemble</source>
        <translation>These roles do not go together</translation>
    </message>
    <message>
        <source>Qui relève lit tout ce qui est arrivé&#xa0;: ce membre verrait ce que ses autres rôles lui cachent.</source>
        <translation>Who collects reads all that came in: this member would see what the other roles hide.</translation>
    </message>
    <message>
        <source>La demande est déjà confiée à ce service.</source>
        <translation>The request belongs to that service already.</translation>
    </message>
    <message>
        <source>Choisissez-en un autre.</source>
        <translation>Choose another.</translation>
    </message>
    <message>
        <source>Service inconnu</source>
        <translation>Unknown service</translation>
    </message>
    <message>
        <source>Aucun service de l’équipe ne porte ce nom.</source>
        <translation>No service of the team has this name.</translation>
    </message>
    <message>
        <source>Choisissez-en un dans la liste.</source>
        <translation>Choose one of the list.</translation>
    </message>
    <message>
        <source>Ce moment est avant l’ouverture de l’incident, ou à venir.</source>
        <translation>This moment is before the incident was opened, or yet to come.</translation>
    </message>
    <message>
        <source>Corrigez la date et l’heure de la notification.</source>
        <translation>Correct the date and time of the notification.</translation>
    </message>
    <message>
        <source>La référence donnée par la CNIL manque.</source>
        <translation>The reference that the CNIL gave is missing.</translation>
    </message>
    <message>
        <source>Recopiez-la de son accusé de réception.</source>
        <translation>Copy it from its acknowledgement.</translation>
    </message>
    <message>
        <source>Cette référence ne convient pas.</source>
        <translation>This reference does not fit.</translation>
    </message>
    <message>
        <source>Une ligne, {most} caractères au plus.</source>
        <translation>One line, {most} characters at most.</translation>
    </message>
    <message>
        <source>Aucun incident n° {number}.</source>
        <translation>There is no incident no. {number}.</translation>
    </message>
    <message>
        <source>Actualisez la page.</source>
        <translation>Refresh the page.</translation>
    </message>
    <message>
        <source>Ce réglage est fixé par votre administration.</source>
        <translation>This setting is fixed by your administration.</translation>
    </message>
    <message>
        <source>Demandez-lui de le changer.</source>
        <translation>Ask it to change it.</translation>
    </message>
    <message>
        <source>Cette valeur n’est pas permise.</source>
        <translation>This value is not allowed.</translation>
    </message>
    <message>
        <source>Choisissez-en une autre.</source>
        <translation>Choose another.</translation>
    </message>
    <message>
        <source>Ce dossier n’est pas là, ou ne peut pas être écrit.</source>
        <translation>This folder is not there, or can’t be written.</translation>
    </message>
    <message>
        <source>Branchez le disque ou le partage, ou choisissez un autre dossier.</source>
        <translation>Connect the disk or the share, or choose another folder.</translation>
    </message>
</context>
<context>
    <name>FatesCard</name>
    <message>
        <source>Ce que sont devenus les dépôts</source>
        <translation>What became of the submissions</translation>
    </message>
    <message>
        <source>Étape</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Nombre</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Share</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Nom de famille</source>
        <translation>Family name</translation>
    </message>
    <message>
        <source>Nom d’usage</source>
        <translation>Name in use</translation>
    </message>
    <message>
        <source>Prénoms</source>
        <translation>Given names</translation>
    </message>
    <message>
        <source>Sexe</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Date de naissance</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Source de la date</source>
        <translation>Source of the date</translation>
    </message>
    <message>
        <source>Lieu de naissance</source>
        <translation>Place of birth</translation>
    </message>
    <message>
        <source>Pays de naissance</source>
        <translation>Country of birth</translation>
    </message>
    <message>
        <source>Nationalités</source>
        <translation>Nationalities</translation>
    </message>
    <message>
        <source>Numéro Ofpra</source>
        <translation>Ofpra number</translation>
    </message>
    <message>
        <source>Numéro étranger (AGDREF)</source>
        <translation>Foreigner number (AGDREF)</translation>
    </message>
    <message>
        <source>Lien avec la personne</source>
        <translation>Relation to the person</translation>
    </message>
    <message>
        <source>Acte</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>Forme</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Exemplaires</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Date de l’événement</source>
        <translation>Date of the event</translation>
    </message>
    <message>
        <source>Lieu de l’événement</source>
        <translation>Place of the event</translation>
    </message>
    <message>
        <source>Pays</source>
        <translation>Country</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Code postal</source>
        <translation>Postcode</translation>
    </message>
    <message>
        <source>Ville</source>
        <translation>Town</translation>
    </message>
    <message>
        <source>Organisme</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Boîte</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>Courriel</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Langue</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Commentaire</source>
        <translation>Comment</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Date d’effet</source>
        <translation>Effective date</translation>
    </message>
    <message>
        <source>Pièces justificatives</source>
        <translation>Supporting parts</translation>
    </message>
    <message>
        <source>Taille en octets</source>
        <translation>Size in octets</translation>
    </message>
    <message>
        <source>Texte</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Premiers octets</source>
        <translation>First octets</translation>
    </message>
    <message>
        <source>Personne concernée</source>
        <translation>Person concerned</translation>
    </message>
    <message>
        <source>Demandeur</source>
        <translation>Requester</translation>
    </message>
    <message>
        <source>Acte demandé</source>
        <translation>Certificate asked for</translation>
    </message>
    <message>
        <source>Conjoint</source>
        <translation>Spouse</translation>
    </message>
    <message>
        <source>Parent</source>
        <translation>Parent</translation>
    </message>
    <message>
        <source>Adresse d’envoi</source>
        <translation>Delivery address</translation>
    </message>
    <message>
        <source>Anciennes coordonnées</source>
        <translation>Old contact details</translation>
    </message>
    <message>
        <source>Nouvelles coordonnées</source>
        <translation>New contact details</translation>
    </message>
    <message>
        <source>Autres champs, inconnus de cette version</source>
        <translation>Other fields, not known by this version</translation>
    </message>
    <message>
        <source>Contenu</source>
        <translation>Contents</translation>
    </message>
    <message>
        <source>Contenu brut</source>
        <translation>Raw contents</translation>
    </message>
    <message>
        <source>féminin</source>
        <translation>female</translation>
    </message>
    <message>
        <source>masculin</source>
        <translation>male</translation>
    </message>
    <message>
        <source>autre ou non précisé</source>
        <translation>other or not stated</translation>
    </message>
    <message>
        <source>la personne elle-même</source>
        <translation>the person</translation>
    </message>
    <message>
        <source>conjoint</source>
        <translation>spouse</translation>
    </message>
    <message>
        <source>ascendant</source>
        <translation>ascendant</translation>
    </message>
    <message>
        <source>descendant</source>
        <translation>descendant</translation>
    </message>
    <message>
        <source>représentant légal</source>
        <translation>legal representative</translation>
    </message>
    <message>
        <source>naissance</source>
        <translation>birth</translation>
    </message>
    <message>
        <source>mariage</source>
        <translation>marriage</translation>
    </message>
    <message>
        <source>décès</source>
        <translation>death</translation>
    </message>
    <message>
        <source>copie intégrale</source>
        <translation>full copy</translation>
    </message>
    <message>
        <source>extrait avec filiation</source>
        <translation>extract with parentage</translation>
    </message>
    <message>
        <source>extrait sans filiation</source>
        <translation>extract without parentage</translation>
    </message>
    <message>
        <source>demandeur d’asile</source>
        <translation>asylum applicant</translation>
    </message>
    <message>
        <source>personne protégée</source>
        <translation>protected person</translation>
    </message>
    <message>
        <source>la personne le déclare</source>
        <translation>the person’s own statement</translation>
    </message>
    <message>
        <source>un document</source>
        <translation>a document</translation>
    </message>
    <message>
        <source>réponse d’une autre sorte que prévu</source>
        <translation>answer of another kind than expected</translation>
    </message>
    <message>
        <source>contient des caractères cachés, montrés entre ⟨ ⟩</source>
        <translation>holds hidden characters, shown between ⟨ ⟩</translation>
    </message>
    <message>
        <source>plus long que prévu</source>
        <translation>longer than expected</translation>
    </message>
    <message>
        <source>plus de lignes que prévu</source>
        <translation>more lines than expected</translation>
    </message>
    <message>
        <source>date qui n’existe pas</source>
        <translation>no such date</translation>
    </message>
    <message>
        <source>date incomplète</source>
        <translation>incomplete date</translation>
    </message>
    <message>
        <source>date donnée comme incertaine</source>
        <translation>date given as uncertain</translation>
    </message>
    <message>
        <source>numéro de forme inhabituelle</source>
        <translation>number of an unusual form</translation>
    </message>
    <message>
        <source>numéro de téléphone à vérifier</source>
        <translation>phone number to check</translation>
    </message>
    <message>
        <source>adresse de courriel à vérifier</source>
        <translation>e-mail address to check</translation>
    </message>
    <message>
        <source>code de pays inconnu</source>
        <translation>unknown country code</translation>
    </message>
    <message>
        <source>code de langue inconnu</source>
        <translation>unknown language code</translation>
    </message>
    <message>
        <source>réponse hors de la liste prévue</source>
        <translation>answer outside the expected list</translation>
    </message>
    <message>
        <source>tient lieu d’un nom que la personne n’a pas</source>
        <translation>stands for a name the person does not have</translation>
    </message>
    <message>
        <source>Cette version ne connaît pas ce type de demande&#xa0;: tous ses champs sont montrés tels quels.</source>
        <translation>This version does not know this kind of submission: all its fields are shown as they came.</translation>
    </message>
    <message>
        <source>Le formulaire donne deux fois un même champ&#xa0;: les deux sont montrés.</source>
        <translation>The form gives one field twice: both are shown.</translation>
    </message>
    <message>
        <source>Le formulaire n’a pas la forme attendue. Tout son contenu est montré tel quel.</source>
        <translation>The form is not of the expected shape. All its contents are shown as they came.</translation>
    </message>
    <message>
        <source>Le formulaire n’est pas dans le format attendu (JSON). Il est conservé tel quel, octet pour octet.</source>
        <translation>The form is not in the expected format (JSON). It is kept as it came, octet for octet.</translation>
    </message>
    <message>
        <source>Le formulaire n’est pas du texte lisible. Il est conservé tel quel, octet pour octet.</source>
        <translation>The form is not readable text. It is kept as it came, octet for octet.</translation>
    </message>
    <message>
        <source>Le formulaire est trop imbriqué pour être lu. Il est conservé tel quel, octet pour octet.</source>
        <translation>The form is nested too deeply to be read. It is kept as it came, octet for octet.</translation>
    </message>
    <message>
        <source>Le formulaire est vide.</source>
        <translation>The form is empty.</translation>
    </message>
    <message>
        <source>Le formulaire est trop grand pour être montré en entier&#xa0;; il est conservé en entier.</source>
        <translation>The form is too large to be shown whole; it is kept whole.</translation>
    </message>
    <message>
        <source>Rien de lisible n’est rangé ici pour cette demande&#xa0;: voir le suivi.</source>
        <translation>Nothing readable is stored here for this submission: see its history.</translation>
    </message>
</context>
<context>
    <name>FiguresCard</name>
    <message>
        <source>En chiffres</source>
        <translation>In figures</translation>
    </message>
    <message>
        <source>Reçus par le site</source>
        <translation>Received by the site</translation>
    </message>
    <message>
        <source>Durée médiane</source>
        <translation>Median life</translation>
    </message>
    <message>
        <source>95&#xa0;% en moins de</source>
        <translation>95% in less than</translation>
    </message>
    <message>
        <source>99&#xa0;% en moins de</source>
        <translation>99% in less than</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Longest</translation>
    </message>
    <message>
        <source>Plus de {n} min</source>
        <translation>Over {n} min</translation>
    </message>
    <message>
        <source>Jamais collectés</source>
        <translation>Never collected</translation>
    </message>
    <message>
        <source>Destruction prouvée</source>
        <translation>Destruction proven</translation>
    </message>
</context>
<context>
    <name>FilterLine</name>
    <message>
        <source>Filtrer par numéro ou début d’identifiant</source>
        <translation>Filter by number or beginning of the id</translation>
    </message>
    <message>
        <source>Filtrer la liste par numéro ou début d’identifiant</source>
        <translation>Filter the list by number or beginning of the id</translation>
    </message>
    <message>
        <source>Étape</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>{word}&#xa0;: filtrer</source>
        <translation>{word}: filter</translation>
    </message>
    <message>
        <source>{word}  ✕</source>
        <translation>{word}  ✕</translation>
    </message>
    <message>
        <source>{word}&#xa0;: ne plus filtrer</source>
        <translation>{word}: stop filtering</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Aucun dossier</source>
        <translation>No folder</translation>
    </message>
    <message>
        <source>Choisir…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Choisir… {name}</source>
        <translation>Choose… {name}</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Formulaire</source>
        <translation>Form</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{n}&#xa0;o</source>
        <translation>{n}&#xa0;B</translation>
    </message>
    <message>
        <source>Kio</source>
        <translation>KiB</translation>
    </message>
    <message>
        <source>Mio</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Gio</source>
        <translation>GiB</translation>
    </message>
    <message>
        <source>Tio</source>
        <translation>TiB</translation>
    </message>
    <message>
        <source>{n}&#xa0;s</source>
        <translation>{n}&#xa0;s</translation>
    </message>
    <message>
        <source>{m}&#xa0;min&#xa0;{s}&#xa0;s</source>
        <translation>{m}&#xa0;min&#xa0;{s}&#xa0;s</translation>
    </message>
    <message>
        <source>{h}&#xa0;h&#xa0;{m}&#xa0;min</source>
        <translation>{h}&#xa0;h&#xa0;{m}&#xa0;min</translation>
    </message>
    <message>
        <source>{m}&#xa0;min</source>
        <translation>{m}&#xa0;min</translation>
    </message>
    <message>
        <source>0&#xa0;s</source>
        <translation>0&#xa0;s</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message numerus="yes">
        <source>Le poste sera verrouillé dans %n seconde(s)&#xa0;: personne n’y a touché.</source>
        <translation>
            <numerusform>The workstation will be locked in %n second: nobody has touched it.</numerusform>
            <numerusform>The workstation will be locked in %n seconds: nobody has touched it.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rester actif</source>
        <translation>Stay active</translation>
    </message>
    <message>
        <source>Une touche suffit pour rester actif.</source>
        <translation>Any key keeps it open.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Ce que fait ce programme</source>
        <translation>What this program does</translation>
    </message>
    <message>
        <source>Le site de l’Ofpra garde une demande 29 minutes au plus (30 sont promises). Ce programme la relève, la range ici chiffrée, la relit, puis en accuse réception&#xa0;: le site détruit alors sa copie et en donne la preuve.</source>
        <translation>Ofpra’s site keeps a request for 29 minutes at most (30 are promised). This program collects it, stores it here encrypted, reads it back, then acknowledges it: the site then destroys its copy and proves it.</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Votre bureau. À gauche les vues, au milieu leur liste, à droite la demande ouverte. J et K passent de l’une à l’autre, A prend, E termine et mène à la suivante, Ctrl+Z annule, Ctrl+K trouve tout. X en sélectionne plusieurs. Ce que vous écrivez est gardé au fur et à mesure.</source>
        <translation>Your desk. On the left the views, in the middle their list, on the right the request that is open. J and K go from one to the next, A takes, E finishes and leads to the next one, Ctrl+Z undoes, Ctrl+K finds anything. X selects several. What you write is kept as you type.</translation>
    </message>
    <message>
        <source>Dépôts</source>
        <translation>Submissions</translation>
    </message>
    <message>
        <source>La liste de tout ce qui est rangé ici, ou connu. Choisissez une ligne pour la lire à droite&#xa0;; les en-têtes trient, la ligne de filtre restreint. Les nouvelles demandes sont annoncées au-dessus de la liste&#xa0;: elles n’y entrent que lorsque vous actualisez, pour que les lignes ne bougent pas sous vos yeux.</source>
        <translation>The list of everything that is stored here, or known. Choose a row to read it on the right; headers sort, the filter line narrows. New submissions are announced above the list: they enter it only when you refresh, so that rows don’t move under your eyes.</translation>
    </message>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>La première ligne dit si quelque chose risque d’être perdu. En dessous&#xa0;: ce qui est en route, les incidents à clore avec un motif, où sont les copies, et combien de temps celles du site ont vécu.</source>
        <translation>The first line says whether something may be lost. Below: what is on its way, the incidents to close with a reason, where the copies are, and how long those of the site lived.</translation>
    </message>
    <message>
        <source>Verrouillage</source>
        <translation>Locking</translation>
    </message>
    <message>
        <source>Ctrl+L verrouille le poste, et il se verrouille de lui-même quand personne n’y touche, avec la session et à la mise en veille. Plus rien ne peut être lu, la relève continue, et vous retrouvez au déverrouillage la même demande et ce que vous écriviez. Une minute avant, un avertissement paraît&#xa0;: une touche suffit.</source>
        <translation>Ctrl+L locks the workstation, and it locks by itself when nobody touches it, together with the session, and at sleep. Nothing can be read any more, collecting goes on, and unlocking leads back to the same request and to what you were writing. A warning comes a minute before: any key is enough.</translation>
    </message>
    <message>
        <source>Accessibilité</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>Tout se fait au clavier&#xa0;; Maj+F1 donne les touches. Celles d’une seule lettre se désactivent dans le menu Affichage. Le texte va de 80 à 200&#xa0;% (Ctrl+molette). Les couleurs ne disent jamais rien seules&#xa0;; le contraste élevé du système est respecté. La première colonne des listes lit la ligne entière aux lecteurs d’écran.</source>
        <translation>Everything can be done by keyboard; Shift+F1 shows the keys. Single letters can be switched off in the View menu. Text goes from 80 to 200% (Ctrl+wheel). Colours never say anything alone; the system’s high contrast is respected. The first column of lists reads the whole row to screen readers.</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Aide</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Raccourcis clavier</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
</context>
<context>
    <name>HoldDialog</name>
    <message>
        <source>Prolonger la conservation</source>
        <translation>Put on hold</translation>
    </message>
    <message>
        <source>La demande ne sera pas purgée avant la fin de ce jour, même échue.</source>
        <translation>The case won’t be purged before the end of this day, even if it is due.</translation>
    </message>
    <message>
        <source>&amp;Numéro de la demande</source>
        <translation>&amp;Number of the case</translation>
    </message>
    <message>
        <source>&amp;Motif (obligatoire)</source>
        <translation>&amp;Reason (required)</translation>
    </message>
    <message>
        <source>&amp;Jusqu’au</source>
        <translation>&amp;Until</translation>
    </message>
    <message>
        <source>Le motif paraît dans le suivi de la demande. N’y écrivez aucune donnée personnelle.</source>
        <translation>The reason appears in the case’s history. Write no personal data in it.</translation>
    </message>
    <message>
        <source>Prolonger</source>
        <translation>Put on hold</translation>
    </message>
    <message>
        <source>Il faut le numéro de la demande et un motif.</source>
        <translation>The number of the case and a reason are needed.</translation>
    </message>
</context>
<context>
    <name>HoldsCard</name>
    <message>
        <source>Conservations prolongées</source>
        <translation>Holds</translation>
    </message>
    <message>
        <source>Aucune demande n’est retenue.</source>
        <translation>No case is on hold.</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Jusqu’au</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>Qui</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Motif</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Mettre fin à la conservation prolongée</source>
        <translation>End the hold</translation>
    </message>
</context>
<context>
    <name>House</name>
    <message>
        <source>Relève arrêtée</source>
        <translation>Collecting stopped</translation>
    </message>
</context>
<context>
    <name>IncidentsCard</name>
    <message>
        <source>Incidents et délai de 72 heures (RGPD, article 33)</source>
        <translation>Incidents and the 72 hours (GDPR, article 33)</translation>
    </message>
    <message>
        <source>Aucun incident n’était ouvert pendant cette période.</source>
        <translation>No incident was open in this period.</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Violation présumée</source>
        <translation>Presumed breach</translation>
    </message>
    <message>
        <source>Connu le</source>
        <translation>Known on</translation>
    </message>
    <message>
        <source>À notifier avant le</source>
        <translation>To notify before</translation>
    </message>
    <message>
        <source>Notifié à la CNIL</source>
        <translation>Notified to the CNIL</translation>
    </message>
    <message>
        <source>Délai</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>Notifié à la CNIL…</source>
        <translation>Notified to the CNIL…</translation>
    </message>
    <message>
        <source>N° {number}, {title}&#xa0;: {advice}</source>
        <translation>No. {number}, {title}: {advice}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Vérifier la chaîne</source>
        <translation>Verify the chain</translation>
    </message>
    <message>
        <source>Exporter…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Actualiser</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Vérification de la chaîne</source>
        <translation>Verifying the chain</translation>
    </message>
    <message>
        <source>Consulter le journal s’inscrit au journal. Rien ne s’y modifie.</source>
        <translation>Reading the journal is written in the journal. Nothing in it can be changed.</translation>
    </message>
    <message numerus="yes">
        <source>%n événement(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message>
        <source>Aucun événement</source>
        <translation>No event</translation>
    </message>
    <message>
        <source>Rien n’est inscrit pour ce filtre.</source>
        <translation>Nothing is written for this filter.</translation>
    </message>
    <message>
        <source>Effacer les filtres</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>Ce journal est vide.</source>
        <translation>This journal is empty.</translation>
    </message>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Vérification de la chaîne de la relève, événement par événement…</source>
        <translation>Verifying the collecting chain, event by event…</translation>
    </message>
    <message>
        <source>Vérification de la chaîne des dossiers, événement par événement…</source>
        <translation>Verifying the chain of cases, event by event…</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Vérification arrêtée.</source>
        <translation>Verification stopped.</translation>
    </message>
    <message>
        <source>Coffre créé</source>
        <translation>Store made</translation>
    </message>
    <message>
        <source>Coffre renommé (copié ou restauré)</source>
        <translation>Store renamed (copied or restored)</translation>
    </message>
    <message>
        <source>Admission dans l’équipe demandée</source>
        <translation>Admission to the team asked for</translation>
    </message>
    <message>
        <source>Agent admis dans l’équipe</source>
        <translation>Agent admitted to the team</translation>
    </message>
    <message>
        <source>Coffre arrivé d’ailleurs (déplacé)</source>
        <translation>Casebook moved in from elsewhere</translation>
    </message>
    <message>
        <source>Coffre déplacé ailleurs</source>
        <translation>Casebook moved elsewhere</translation>
    </message>
    <message>
        <source>Clé de la boîte créée</source>
        <translation>Inbox key made</translation>
    </message>
    <message>
        <source>Clé de secours créée</source>
        <translation>Recovery key made</translation>
    </message>
    <message>
        <source>Clé de session du collecteur créée</source>
        <translation>Collector’s run key made</translation>
    </message>
    <message>
        <source>Boîte rattachée au coffre</source>
        <translation>Inbox linked to the store</translation>
    </message>
    <message>
        <source>Base mise à niveau</source>
        <translation>Database brought up to date</translation>
    </message>
    <message>
        <source>Dépôt proposé par le site</source>
        <translation>Submission offered by the site</translation>
    </message>
    <message>
        <source>Dépôt rangé</source>
        <translation>Submission stored</translation>
    </message>
    <message>
        <source>Dépôt relu et vérifié</source>
        <translation>Submission read back and verified</translation>
    </message>
    <message>
        <source>Réception accusée au site</source>
        <translation>Acknowledged to the site</translation>
    </message>
    <message>
        <source>Dépôt accusé par un autre collecteur</source>
        <translation>Acknowledged by another collector</translation>
    </message>
    <message>
        <source>Destruction sur le site prouvée</source>
        <translation>Destruction on the site proven</translation>
    </message>
    <message>
        <source>Dépôt expiré sur le site</source>
        <translation>Expired on the site</translation>
    </message>
    <message>
        <source>Dépôt rangé, expiré sur le site</source>
        <translation>Stored, expired on the site</translation>
    </message>
    <message>
        <source>Dépôt mis en quarantaine</source>
        <translation>Put in quarantine</translation>
    </message>
    <message>
        <source>Dépôt sorti de quarantaine</source>
        <translation>Released from quarantine</translation>
    </message>
    <message>
        <source>Reçu contesté</source>
        <translation>Receipt disputed</translation>
    </message>
    <message>
        <source>Dépôt perdu</source>
        <translation>Submission lost</translation>
    </message>
    <message>
        <source>Dépôt manquant</source>
        <translation>Submission missing</translation>
    </message>
    <message>
        <source>Contenu du dépôt détruit</source>
        <translation>Submission’s content destroyed</translation>
    </message>
    <message>
        <source>Exemplaire écarté</source>
        <translation>Copy set aside</translation>
    </message>
    <message>
        <source>Exemplaire retiré</source>
        <translation>Copy removed</translation>
    </message>
    <message>
        <source>Incident ouvert</source>
        <translation>Incident opened</translation>
    </message>
    <message>
        <source>Incident clos</source>
        <translation>Incident closed</translation>
    </message>
    <message>
        <source>Incident notifié à la CNIL</source>
        <translation>Incident notified to the CNIL</translation>
    </message>
    <message>
        <source>Alarme levée</source>
        <translation>Alarm raised</translation>
    </message>
    <message>
        <source>Fin d’alarme</source>
        <translation>Alarm ended</translation>
    </message>
    <message>
        <source>Registre du site épinglé</source>
        <translation>Site’s ledger pinned</translation>
    </message>
    <message>
        <source>Destruction contrôlée sur le site</source>
        <translation>Destruction checked on the site</translation>
    </message>
    <message>
        <source>Témoin de clé ouvert</source>
        <translation>Key canary opened</translation>
    </message>
    <message>
        <source>Témoin de clé illisible</source>
        <translation>Key canary unreadable</translation>
    </message>
    <message>
        <source>Dépôt ouvert</source>
        <translation>Submission opened</translation>
    </message>
    <message>
        <source>Dépôt extrait vers un dossier</source>
        <translation>Submission extracted to a folder</translation>
    </message>
    <message>
        <source>Dépôt retenu comme demande</source>
        <translation>Submission retained as a case</translation>
    </message>
    <message>
        <source>Seconde copie commencée</source>
        <translation>Second copy begun</translation>
    </message>
    <message>
        <source>Seconde copie abandonnée</source>
        <translation>Second copy given up</translation>
    </message>
    <message>
        <source>Dépôt copié une seconde fois</source>
        <translation>Submission copied a second time</translation>
    </message>
    <message>
        <source>Boîte reconstruite</source>
        <translation>Inbox rebuilt</translation>
    </message>
    <message>
        <source>Demande enregistrée</source>
        <translation>Case registered</translation>
    </message>
    <message>
        <source>Formulaire relu par le programme</source>
        <translation>Form read again by the program</translation>
    </message>
    <message>
        <source>Demande saisie</source>
        <translation>Case entered</translation>
    </message>
    <message>
        <source>Demande traitée</source>
        <translation>Case treated</translation>
    </message>
    <message>
        <source>Action annulée</source>
        <translation>Action undone</translation>
    </message>
    <message>
        <source>Note écrite</source>
        <translation>Note written</translation>
    </message>
    <message>
        <source>Accusé à la personne noté</source>
        <translation>Acknowledgement to the person noted</translation>
    </message>
    <message>
        <source>Demande rattachée à une personne</source>
        <translation>Case linked to a person</translation>
    </message>
    <message>
        <source>Demandes reliées</source>
        <translation>Cases linked</translation>
    </message>
    <message>
        <source>Rapprochement écarté</source>
        <translation>Match dismissed</translation>
    </message>
    <message>
        <source>Demandes d’exercice créées</source>
        <translation>Practice cases made</translation>
    </message>
    <message>
        <source>Demande ouverte</source>
        <translation>Case opened</translation>
    </message>
    <message>
        <source>Recherche faite</source>
        <translation>Search made</translation>
    </message>
    <message>
        <source>Liste consultée</source>
        <translation>List read</translation>
    </message>
    <message>
        <source>Pièce regardée</source>
        <translation>Attachment looked at</translation>
    </message>
    <message>
        <source>Pièce illisible</source>
        <translation>Attachment unreadable</translation>
    </message>
    <message>
        <source>Pièce illisible, lue depuis</source>
        <translation>Unreadable attachment, read since</translation>
    </message>
    <message>
        <source>Copie d’une pièce enregistrée</source>
        <translation>Copy of an attachment saved</translation>
    </message>
    <message>
        <source>Export commencé</source>
        <translation>Export begun</translation>
    </message>
    <message>
        <source>Export terminé</source>
        <translation>Export ended</translation>
    </message>
    <message>
        <source>Poste déverrouillé</source>
        <translation>Desk unlocked</translation>
    </message>
    <message>
        <source>Poste verrouillé</source>
        <translation>Desk locked</translation>
    </message>
    <message>
        <source>Déverrouillage refusé</source>
        <translation>Unlocking refused</translation>
    </message>
    <message>
        <source>Phrase de passe choisie</source>
        <translation>Passphrase set</translation>
    </message>
    <message>
        <source>Phrase de passe retirée</source>
        <translation>Passphrase removed</translation>
    </message>
    <message>
        <source>Ouvert avec la clé de secours</source>
        <translation>Opened with the recovery key</translation>
    </message>
    <message>
        <source>Sauvegarde faite</source>
        <translation>Backup made</translation>
    </message>
    <message>
        <source>Coffre restauré</source>
        <translation>Store restored</translation>
    </message>
    <message>
        <source>Clé du dossier renouvelée</source>
        <translation>Casebook key renewed</translation>
    </message>
    <message>
        <source>Renouvellement de toutes les clés commencé</source>
        <translation>All keys are being renewed</translation>
    </message>
    <message>
        <source>Renouvellement de toutes les clés terminé</source>
        <translation>All keys were renewed</translation>
    </message>
    <message>
        <source>Clé de secours retirée</source>
        <translation>Recovery key dropped</translation>
    </message>
    <message>
        <source>Vue enregistrée</source>
        <translation>View saved</translation>
    </message>
    <message>
        <source>Vue supprimée</source>
        <translation>View deleted</translation>
    </message>
    <message>
        <source>Journal consulté</source>
        <translation>Journal read</translation>
    </message>
    <message>
        <source>Chaîne vérifiée</source>
        <translation>Chain verified</translation>
    </message>
    <message>
        <source>Journal purgé</source>
        <translation>Journal purged</translation>
    </message>
    <message>
        <source>Tête de la boîte recopiée</source>
        <translation>Inbox head copied</translation>
    </message>
    <message>
        <source>Tête de la base de travail recopiée</source>
        <translation>Casebook’s head copied</translation>
    </message>
    <message>
        <source>Clé de signature créée</source>
        <translation>Signing key made</translation>
    </message>
    <message>
        <source>Tête du journal signée</source>
        <translation>Journal head signed</translation>
    </message>
    <message>
        <source>Réglage modifié</source>
        <translation>Setting changed</translation>
    </message>
    <message>
        <source>Affichage du poste modifié</source>
        <translation>Window’s choices changed</translation>
    </message>
    <message>
        <source>Conservation prolongée</source>
        <translation>Put on hold</translation>
    </message>
    <message>
        <source>Fin de conservation prolongée</source>
        <translation>Hold ended</translation>
    </message>
    <message>
        <source>Échéances de conservation consultées</source>
        <translation>What is due was looked at</translation>
    </message>
    <message>
        <source>Purge demandée</source>
        <translation>Purge requested</translation>
    </message>
    <message>
        <source>Purge approuvée</source>
        <translation>Purge approved</translation>
    </message>
    <message>
        <source>Purge retirée</source>
        <translation>Purge withdrawn</translation>
    </message>
    <message>
        <source>Purge commencée</source>
        <translation>Purge begun</translation>
    </message>
    <message>
        <source>Purgé</source>
        <translation>Purged</translation>
    </message>
    <message>
        <source>Purge terminée</source>
        <translation>Purge ended</translation>
    </message>
    <message>
        <source>Certificat de purge enregistré</source>
        <translation>Certificate of purge saved</translation>
    </message>
    <message>
        <source>Membre ajouté à l’équipe</source>
        <translation>Member added to the team</translation>
    </message>
    <message>
        <source>Rôles ou services d’un membre changés</source>
        <translation>A member&apos;s roles or services changed</translation>
    </message>
    <message>
        <source>Accès d’un membre fermé</source>
        <translation>A member&apos;s access ended</translation>
    </message>
    <message>
        <source>Accès d’un membre rouvert</source>
        <translation>A member let in again</translation>
    </message>
    <message>
        <source>Clé de l’équipe refaite</source>
        <translation>The team&apos;s key made anew</translation>
    </message>
    <message>
        <source>Service ajouté</source>
        <translation>Service added</translation>
    </message>
    <message>
        <source>Arrivées dirigées vers un service</source>
        <translation>What comes in sent to a service</translation>
    </message>
    <message>
        <source>Demande confiée à un autre service</source>
        <translation>Request handed over to another service</translation>
    </message>
    <message>
        <source>Consultations</source>
        <translation>Readings</translation>
    </message>
    <message>
        <source>Sorties&#xa0;: copies, exports, impressions</source>
        <translation>Taken out: copies, exports, prints</translation>
    </message>
    <message>
        <source>Changements</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Conservation et purges</source>
        <translation>Retention and purges</translation>
    </message>
    <message>
        <source>Verrou&#xa0;: ouvertures, fermetures, refus</source>
        <translation>Lock: opened, closed, refused</translation>
    </message>
    <message>
        <source>Journal, clés et réglages</source>
        <translation>Journal, keys and settings</translation>
    </message>
    <message>
        <source>Équipe et services</source>
        <translation>Team and services</translation>
    </message>
    <message>
        <source>Demande {n}</source>
        <translation>Case {n}</translation>
    </message>
    <message>
        <source>Dépôt {n}</source>
        <translation>Submission {n}</translation>
    </message>
    <message>
        <source>Incident {n}</source>
        <translation>Incident {n}</translation>
    </message>
    <message>
        <source>Purge {n}</source>
        <translation>Purge {n}</translation>
    </message>
    <message>
        <source>Coffre</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>Vue {n}</source>
        <translation>View {n}</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Réglages</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Exercice</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>Clé de la boîte {n}</source>
        <translation>Inbox key {n}</translation>
    </message>
    <message>
        <source>Clé de secours {n}</source>
        <translation>Recovery key {n}</translation>
    </message>
    <message>
        <source>Clé de session {n}</source>
        <translation>Run key {n}</translation>
    </message>
    <message>
        <source>Registre du site {n}</source>
        <translation>Site’s ledger {n}</translation>
    </message>
    <message>
        <source>Seconde copie {n}</source>
        <translation>Second copy {n}</translation>
    </message>
    <message>
        <source>Alarme&#xa0;: {n}</source>
        <translation>Alarm: {n}</translation>
    </message>
    <message>
        <source>Poste</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Clé de signature {n}</source>
        <translation>Signing key {n}</translation>
    </message>
    <message>
        <source>Dossier chiffré</source>
        <translation>Casebook</translation>
    </message>
    <message>
        <source>Boîte</source>
        <translation>Inbox</translation>
    </message>
    <message>
        <source>le collecteur</source>
        <translation>the collector</translation>
    </message>
    <message>
        <source>un agent</source>
        <translation>an agent</translation>
    </message>
    <message>
        <source>l’administrateur</source>
        <translation>the administrator</translation>
    </message>
    <message>
        <source>le programme</source>
        <translation>the program</translation>
    </message>
    <message>
        <source>éléments&#xa0;: {value}</source>
        <translation>items: {value}</translation>
    </message>
    <message>
        <source>purgés&#xa0;: {value}</source>
        <translation>purged: {value}</translation>
    </message>
    <message>
        <source>jusqu’au {value}</source>
        <translation>until {value}</translation>
    </message>
    <message>
        <source>trouvées&#xa0;: {value}</source>
        <translation>found: {value}</translation>
    </message>
    <message>
        <source>lignes&#xa0;: {value}</source>
        <translation>rows: {value}</translation>
    </message>
    <message>
        <source>événements&#xa0;: {value}</source>
        <translation>events: {value}</translation>
    </message>
    <message>
        <source>au plus {value}</source>
        <translation>at most {value}</translation>
    </message>
    <message>
        <source>{value}</source>
        <translation>{value}</translation>
    </message>
    <message>
        <source>motif&#xa0;: {value}</source>
        <translation>reason: {value}</translation>
    </message>
    <message>
        <source>échec&#xa0;: {value}</source>
        <translation>failed: {value}</translation>
    </message>
    <message>
        <source>pièce {value}</source>
        <translation>attachment {value}</translation>
    </message>
    <message>
        <source>annulé&#xa0;: {value}</source>
        <translation>undone: {value}</translation>
    </message>
    <message>
        <source>rompue au n° {value}</source>
        <translation>broken at no. {value}</translation>
    </message>
    <message>
        <source>jusqu’au n° {value}</source>
        <translation>up to no. {value}</translation>
    </message>
    <message>
        <source>exemplaire {value}</source>
        <translation>copy {value}</translation>
    </message>
    <message>
        <source>agent&#xa0;: {value}</source>
        <translation>agent: {value}</translation>
    </message>
    <message>
        <source>cause&#xa0;: {value}</source>
        <translation>cause: {value}</translation>
    </message>
    <message>
        <source>par&#xa0;: {value}</source>
        <translation>by: {value}</translation>
    </message>
    <message>
        <source>modifié&#xa0;: {value}</source>
        <translation>changed: {value}</translation>
    </message>
    <message>
        <source>essais&#xa0;: {value}</source>
        <translation>tries: {value}</translation>
    </message>
    <message>
        <source>désormais&#xa0;: {value}</source>
        <translation>from now on: {value}</translation>
    </message>
    <message>
        <source>avant&#xa0;: {value}</source>
        <translation>before: {value}</translation>
    </message>
    <message>
        <source>à la demande</source>
        <translation>asked for</translation>
    </message>
    <message>
        <source>fermeture</source>
        <translation>closing</translation>
    </message>
    <message>
        <source>accès terminé</source>
        <translation>access ended</translation>
    </message>
    <message>
        <source>le fichier de clé</source>
        <translation>the key file</translation>
    </message>
    <message>
        <source>le trousseau</source>
        <translation>the keyring</translation>
    </message>
    <message>
        <source>la phrase de passe</source>
        <translation>the passphrase</translation>
    </message>
    <message>
        <source>la clé de secours</source>
        <translation>the recovery key</translation>
    </message>
    <message>
        <source>un événement manque, ou un autre est à sa place</source>
        <translation>an event is missing, or another stands in its place</translation>
    </message>
    <message>
        <source>l’événement a été modifié&#xa0;: son empreinte n’est plus la sienne</source>
        <translation>the event was changed: its hash is no longer its own</translation>
    </message>
    <message>
        <source>la chaîne a été réécrite&#xa0;: une tête notée ailleurs dit autre chose</source>
        <translation>the chain was rewritten: a head noted elsewhere says otherwise</translation>
    </message>
    <message>
        <source>la fin a été coupée&#xa0;: une tête notée ailleurs va plus loin</source>
        <translation>the end was cut off: a head noted elsewhere goes further</translation>
    </message>
    <message>
        <source>le début manque sans qu’une purge soit inscrite</source>
        <translation>the beginning is missing and no purge is written down</translation>
    </message>
    <message>
        <source>la base a été remise à un état antérieur</source>
        <translation>the database was set back to an earlier state</translation>
    </message>
    <message>
        <source>une tête notée ailleurs n’est pas signée par ce coffre</source>
        <translation>a head noted elsewhere is not signed by this store</translation>
    </message>
    <message>
        <source>La chaîne tient&#xa0;: du n° {first} au n° {last}, dernier événement le {at}.</source>
        <translation>The chain holds: from no. {first} to no. {last}, last event on {at}.</translation>
    </message>
    <message>
        <source>Elle n’a pas pu être comparée à toutes les têtes gardées ailleurs.</source>
        <translation>It could not be compared with all the heads that are kept elsewhere.</translation>
    </message>
    <message>
        <source>La chaîne est rompue au n° {broken}&#xa0;: {why}. Dernier événement sûr&#xa0;: n° {last}, le {at}.</source>
        <translation>The chain is broken at no. {broken}: {why}. Last event to rely on: no. {last}, on {at}.</translation>
    </message>
</context>
<context>
    <name>JournalFilterLine</name>
    <message>
        <source>Journal des agents</source>
        <translation>Agents’ journal</translation>
    </message>
    <message>
        <source>Journal de la relève</source>
        <translation>Collecting journal</translation>
    </message>
    <message>
        <source>Tous les agents</source>
        <translation>All agents</translation>
    </message>
    <message>
        <source>Toutes les actions</source>
        <translation>All actions</translation>
    </message>
    <message>
        <source>Depuis toujours</source>
        <translation>All time</translation>
    </message>
    <message>
        <source>Aujourd’hui</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>7 derniers jours</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>30 derniers jours</source>
        <translation>Last 30 days</translation>
    </message>
    <message>
        <source>Entre deux dates…</source>
        <translation>Between two dates…</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Du</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Au</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Demande {number}  ✕</source>
        <translation>Case {number}  ✕</translation>
    </message>
    <message>
        <source>Demande {number}&#xa0;: ne plus filtrer</source>
        <translation>Case {number}: stop filtering</translation>
    </message>
</context>
<context>
    <name>JournalModel</name>
    <message>
        <source>Date et heure</source>
        <translation>Date and time</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Objet</source>
        <translation>Object</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Poste</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Événement n° {n}</source>
        <translation>Event no. {n}</translation>
    </message>
</context>
<context>
    <name>JournalPlace</name>
    <message numerus="yes">
        <source>%n événement(s) du journal, du plus récent au plus ancien&#xa0;; le fichier est signé.</source>
        <translation>
            <numerusform>%n event of the journal, the newest first; the file is signed.</numerusform>
            <numerusform>%n events of the journal, the newest first; the file is signed.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporter le journal</source>
        <translation>Export the journal</translation>
    </message>
    <message>
        <source>Enregistrer sous</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>Export du journal</source>
        <translation>Export of the journal</translation>
    </message>
    <message>
        <source>Rien n’a été enregistré&#xa0;: la raison est dans les tâches.</source>
        <translation>Nothing was saved: the reason is in the tasks.</translation>
    </message>
    <message>
        <source>Enregistré&#xa0;: {file}</source>
        <translation>Saved: {file}</translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Clavier</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>Raccourcis à une lettre (dans les listes seulement)</source>
        <translation>Single-letter shortcuts (in lists only)</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Nouvelles touches</source>
        <translation>New keys</translation>
    </message>
    <message>
        <source>&amp;Nouvelles touches</source>
        <translation>&amp;New keys</translation>
    </message>
    <message>
        <source>Attribuer ces touches</source>
        <translation>Set these keys</translation>
    </message>
    <message>
        <source>Rétablir</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>Tout rétablir</source>
        <translation>Reset all</translation>
    </message>
    <message>
        <source>Deux frappes à la suite sont possibles&#xa0;: «&#xa0;G&#xa0;» puis «&#xa0;A&#xa0;».</source>
        <translation>Two strokes in turn are possible: “G”, then “A”.</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{keys} (changé)</source>
        <translation>{keys} (changed)</translation>
    </message>
    <message>
        <source>Cliquez dans le champ, puis frappez les touches.</source>
        <translation>Click in the field, then strike the keys.</translation>
    </message>
    <message>
        <source>{keys}&#xa0;: déjà pris par «&#xa0;{words}&#xa0;»</source>
        <translation>{keys}: already taken by “{words}”</translation>
    </message>
    <message>
        <source>les chiffres demandent Maj sur un clavier AZERTY</source>
        <translation>digits need Shift on an AZERTY keyboard</translation>
    </message>
    <message>
        <source>Ctrl et Alt ensemble sont AltGr, qui écrit des caractères</source>
        <translation>Ctrl and Alt together are AltGr, which types characters</translation>
    </message>
    <message>
        <source>ce signe n’est pas direct sur un clavier AZERTY</source>
        <translation>this sign has no key of its own on an AZERTY keyboard</translation>
    </message>
    <message>
        <source>une lettre seule est réservée aux actions des listes</source>
        <translation>a single letter is for the acts of lists</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Verrouiller le poste</source>
        <translation>Lock the workstation</translation>
    </message>
    <message>
        <source>Tout chercher, tout faire</source>
        <translation>Find anything, do anything</translation>
    </message>
    <message>
        <source>Relever maintenant</source>
        <translation>Poll now</translation>
    </message>
    <message>
        <source>Filtrer cette liste</source>
        <translation>Filter this list</translation>
    </message>
    <message>
        <source>Actualiser la liste</source>
        <translation>Refresh the list</translation>
    </message>
    <message>
        <source>Volet suivant</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>Volet précédent</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>Revenir, effacer, fermer</source>
        <translation>Back, clear, close</translation>
    </message>
    <message>
        <source>Ouvrir la demande</source>
        <translation>Open the request</translation>
    </message>
    <message>
        <source>Demande suivante</source>
        <translation>Next request</translation>
    </message>
    <message>
        <source>Demande précédente</source>
        <translation>Previous request</translation>
    </message>
    <message>
        <source>Prendre, reprendre ou rouvrir</source>
        <translation>Take, resume or reopen</translation>
    </message>
    <message>
        <source>Attribuer à…</source>
        <translation>Assign to…</translation>
    </message>
    <message>
        <source>Confier à un autre service…</source>
        <translation>Hand over to another service…</translation>
    </message>
    <message>
        <source>transférer transmettre réorienter</source>
        <translation>transfer pass on redirect</translation>
    </message>
    <message>
        <source>Terminer&#xa0;: répondre, puis clore</source>
        <translation>Finish: answer, then close</translation>
    </message>
    <message>
        <source>Demander une pièce manquante…</source>
        <translation>Ask for a missing piece…</translation>
    </message>
    <message>
        <source>Changer d’état…</source>
        <translation>Change the state…</translation>
    </message>
    <message>
        <source>Écrire une note interne</source>
        <translation>Write an internal note</translation>
    </message>
    <message>
        <source>Rattacher&#xa0;: même personne, même demande…</source>
        <translation>Link: same person, same request…</translation>
    </message>
    <message>
        <source>Noter l’accusé de réception envoyé</source>
        <translation>Note that the acknowledgement was sent</translation>
    </message>
    <message>
        <source>Marquer comme non lue</source>
        <translation>Mark as unread</translation>
    </message>
    <message>
        <source>Voir les pièces, puis la suivante</source>
        <translation>See the parts, then the next one</translation>
    </message>
    <message>
        <source>Voir la pièce précédente</source>
        <translation>See the previous part</translation>
    </message>
    <message>
        <source>Enregistrer la réponse ou la note</source>
        <translation>Save the answer or the note</translation>
    </message>
    <message>
        <source>Sélectionner la ligne</source>
        <translation>Select the row</translation>
    </message>
    <message>
        <source>Tout sélectionner dans la vue</source>
        <translation>Select all in the view</translation>
    </message>
    <message>
        <source>Exporter la sélection ou la vue…</source>
        <translation>Export the selection or the view…</translation>
    </message>
    <message>
        <source>Fiche PDF de la demande…</source>
        <translation>PDF sheet of the case…</translation>
    </message>
    <message>
        <source>Qui a ouvert cette demande</source>
        <translation>Who opened this case</translation>
    </message>
    <message>
        <source>Annuler la dernière action</source>
        <translation>Undo the last act</translation>
    </message>
    <message>
        <source>Rétablir ce qui vient d’être annulé</source>
        <translation>Redo what was just undone</translation>
    </message>
    <message>
        <source>Copier le numéro</source>
        <translation>Copy the number</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: À traiter</source>
        <translation>Go to: To do</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Mes demandes</source>
        <translation>Go to: My requests</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Dépôts</source>
        <translation>Go to: Submissions</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Transferts</source>
        <translation>Go to: Transfers</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Conformité</source>
        <translation>Go to: Conformity</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Journal</source>
        <translation>Go to: Journal</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Conservation</source>
        <translation>Go to: Retention</translation>
    </message>
    <message>
        <source>Mode discret&#xa0;: masquer ou montrer les noms</source>
        <translation>Discreet mode: hide or show names</translation>
    </message>
    <message>
        <source>preuve rapport délais chiffres exposition</source>
        <translation>proof report delays figures exposure</translation>
    </message>
    <message>
        <source>événements traces consultations vérifier la chaîne audit</source>
        <translation>events traces views verify the chain audit</translation>
    </message>
    <message>
        <source>purger purge échéances détruire effacer prolonger certificat</source>
        <translation>purge due destroy erase extend certificate</translation>
    </message>
    <message>
        <source>Aller à&#xa0;: Équipe</source>
        <translation>Go to: Team</translation>
    </message>
    <message>
        <source>membres rôles services admettre empreinte accès</source>
        <translation>members roles services admit fingerprint access</translation>
    </message>
    <message>
        <source>Ce qui attend le serveur de l’équipe…</source>
        <translation>What is waiting for the team&apos;s server…</translation>
    </message>
    <message>
        <source>Montrer ou cacher les tâches</source>
        <translation>Show or hide the tasks</translation>
    </message>
    <message>
        <source>Agrandir le texte</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Réduire le texte</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>Taille normale du texte</source>
        <translation>Normal text size</translation>
    </message>
    <message>
        <source>Plein écran</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>Paramètres de ce poste…</source>
        <translation>Settings of this workstation…</translation>
    </message>
    <message>
        <source>Clavier…</source>
        <translation>Keyboard…</translation>
    </message>
    <message>
        <source>Aide</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Raccourcis clavier</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Quitter</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Quitter</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Rester</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>Quitter, elles sont gardées</source>
        <translation>Quit, they are kept</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#xa0;: elles restent sur ce poste, chiffrées, et partiront à la prochaine ouverture, dès que le serveur répondra.</source>
        <translation>Nothing is lost: they stay on this workstation, encrypted, and will leave when you open the program again, as soon as the server answers.</translation>
    </message>
</context>
<context>
    <name>ListStack</name>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Lecture de la liste…</source>
        <translation>Reading the list…</translation>
    </message>
    <message>
        <source>La base met plus de temps que d’habitude à répondre.</source>
        <translation>The store takes longer than usual to answer.</translation>
    </message>
</context>
<context>
    <name>LivesPlot</name>
    <message>
        <source>Durée maximale sur le site, jour par jour</source>
        <translation>Longest life on the site, day by day</translation>
    </message>
    <message>
        <source>Ligne des {n} minutes.</source>
        <translation>Line of {n} minutes.</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{day} · {count} · maximum {longest} · 95&#xa0;% en moins de {p95}</source>
        <translation>{day} · {count} · longest {longest} · 95% in less than {p95}</translation>
    </message>
    <message numerus="yes">
        <source>%n dépôt(s)</source>
        <translation>
            <numerusform>%n submission</numerusform>
            <numerusform>%n submissions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>Poste verrouillé</source>
        <translation>Workstation locked</translation>
    </message>
    <message>
        <source>Poste déverrouillé</source>
        <translation>Workstation unlocked</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Poste verrouillé</source>
        <translation>Workstation locked</translation>
    </message>
    <message>
        <source>Ouvrez le poste pour lire et traiter les demandes.</source>
        <translation>Unlock the workstation to read requests and work on them.</translation>
    </message>
    <message>
        <source>Verrouillé à {time}, à votre demande.</source>
        <translation>Locked at {time}, as you asked.</translation>
    </message>
    <message>
        <source>La relève continue&#xa0;: ce qui arrive est rangé, chiffré, et sera pris en compte au déverrouillage.</source>
        <translation>Collecting goes on: what arrives is kept, encrypted, and will be taken in when you unlock.</translation>
    </message>
    <message>
        <source>Verrouillé à {time}&#xa0;: personne n’a touché le poste.</source>
        <translation>Locked at {time}: nobody had touched the workstation.</translation>
    </message>
    <message>
        <source>Verrouillé à {time}, avec la session de l’ordinateur.</source>
        <translation>Locked at {time}, together with the computer’s session.</translation>
    </message>
    <message>
        <source>Verrouillé à {time}, à la mise en veille.</source>
        <translation>Locked at {time}, when the computer went to sleep.</translation>
    </message>
    <message>
        <source>Verrouillé à {time}&#xa0;: le serveur de l’équipe n’admet plus votre compte. Votre accès a pris fin, ou votre mot de passe a changé&#xa0;: demandez à un administrateur. Ce qui n’était pas parti reste scellé sur ce poste.</source>
        <translation>Locked at {time}: the team&apos;s server does not take your login any more. Your access has ended, or your password was changed: ask an administrator. What had not been sent stays sealed on this workstation.</translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) arrivée(s) depuis.</source>
        <translation>
            <numerusform>%n request has arrived since.</numerusform>
            <numerusform>%n requests have arrived since.</numerusform>
        </translation>
    </message>
    <message>
        <source>Aucune demande arrivée depuis.</source>
        <translation>No request has arrived since.</translation>
    </message>
    <message>
        <source>Rien n’est montré, mais le coffre n’a pas encore pu être refermé&#xa0;; nouvel essai dans un instant.</source>
        <translation>Nothing is shown, but the vault could not be closed yet; trying again in a moment.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Ofpra — Demandes en ligne</source>
        <translation>Ofpra — Online submissions</translation>
    </message>
    <message>
        <source>DONNÉES FICTIVES — démonstration&#xa0;: aucune personne réelle, aucun envoi à l’Ofpra</source>
        <translation>INVENTED DATA — demonstration: no real person, nothing is sent to Ofpra</translation>
    </message>
    <message>
        <source>Ouverture de la base…</source>
        <translation>Opening the store…</translation>
    </message>
    <message>
        <source>Verrouillé — Ofpra, demandes en ligne</source>
        <translation>Locked — Ofpra, online requests</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Dépôts</source>
        <translation>Submissions</translation>
    </message>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>Conformité</source>
        <translation>Conformity</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Conservation</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>Équipe</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>{page} — Ofpra, demandes en ligne</source>
        <translation>{page} — Ofpra, online submissions</translation>
    </message>
    <message>
        <source>Fermeture&#xa0;: arrêt propre de la relève…</source>
        <translation>Closing: stopping collection cleanly…</translation>
    </message>
</context>
<context>
    <name>MakeStore</name>
    <message>
        <source>Créer la base de ce poste</source>
        <translation>Make this workstation’s store</translation>
    </message>
    <message>
        <source>La base reçoit les demandes, chiffrées. Sa clé est gardée par le trousseau du système&#xa0;; si ce poste est perdu, seul le code de secours permet de la rouvrir.</source>
        <translation>The store receives the submissions, encrypted. Its key is kept by the system’s keyring; if this workstation is lost, only the recovery code can open it again.</translation>
    </message>
    <message>
        <source>Préparer le code de secours</source>
        <translation>Prepare the recovery code</translation>
    </message>
    <message>
        <source>Créer la base</source>
        <translation>Make the store</translation>
    </message>
    <message>
        <source>Code de secours</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Copier le code</source>
        <translation>Copy the code</translation>
    </message>
    <message>
        <source>1. Notez le code de secours</source>
        <translation>1. Note the recovery code</translation>
    </message>
    <message>
        <source>Il n’est montré qu’une fois. Imprimez-le ou notez-le, puis mettez-le sous enveloppe, dans un coffre.</source>
        <translation>It is shown only once. Print it or write it down, then put it in an envelope, in a safe.</translation>
    </message>
    <message>
        <source>2. Saisissez-le ou collez-le, pour l’éprouver</source>
        <translation>2. Type or paste it, to try it</translation>
    </message>
    <message>
        <source>Code de secours, saisi pour l’éprouver</source>
        <translation>Recovery code, entered to try it</translation>
    </message>
    <message>
        <source>Le code déjà préparé ne vaut plus&#xa0;: jetez-le, et préparez-en un autre.</source>
        <translation>The code prepared before is no longer good: throw it away and prepare another.</translation>
    </message>
    <message>
        <source>La clé est un fichier fourni par l’administrateur&#xa0;: sa copie est la clé de secours.</source>
        <translation>The key is a file supplied by the administrator: its copy is the recovery key.</translation>
    </message>
    <message>
        <source>Saisissez ou collez le code de secours avant de créer la base.</source>
        <translation>Type or paste the recovery code before making the store.</translation>
    </message>
    <message>
        <source>Création de la base&#xa0;: la clé est éprouvée avant de servir…</source>
        <translation>Making the store: the key is proven before it is used…</translation>
    </message>
    <message>
        <source>Ce n’est pas le code de secours affiché. Vérifiez-le, puis recommencez. Rien n’a été créé.</source>
        <translation>This is not the recovery code shown. Check it, then start again. Nothing was made.</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>Contenu du formulaire, champ par champ</source>
        <translation>Contents of the form, field by field</translation>
    </message>
    <message>
        <source>Champ</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Valeur entière du champ choisi</source>
        <translation>Whole value of the chosen field</translation>
    </message>
</context>
<context>
    <name>MembersPlace</name>
    <message>
        <source>{agent} est admis&#xa0;: son poste s’ouvrira au prochain essai.</source>
        <translation>{agent} is admitted: their workstation will open at the next try.</translation>
    </message>
    <message>
        <source>Droits de {agent} enregistrés.</source>
        <translation>Rights of {agent} saved.</translation>
    </message>
    <message>
        <source>L’accès de {agent} est retiré. La clé de l’équipe est en train d’être refaite…</source>
        <translation>{agent}&apos;s access is ended. The team&apos;s key is being made anew…</translation>
    </message>
    <message>
        <source>L’accès de {agent} est retiré, et la clé de l’équipe est refaite pour les autres.</source>
        <translation>{agent}&apos;s access is ended, and the team&apos;s key is made anew for the others.</translation>
    </message>
    <message>
        <source>L’accès de {agent} est retiré, mais la clé de l’équipe n’a pas été refaite&#xa0;:</source>
        <translation>{agent}&apos;s access is ended, but the team&apos;s key was not made anew:</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Fichier</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Demande</source>
        <translation>&amp;Request</translation>
    </message>
    <message>
        <source>&amp;Affichage</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>&amp;Transferts</source>
        <translation>&amp;Transfers</translation>
    </message>
    <message>
        <source>A&amp;ide</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>Comme le système</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Clair</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Sombre</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Serrée</source>
        <translation>Compact</translation>
    </message>
    <message>
        <source>Normale</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Aérée</source>
        <translation>Relaxed</translation>
    </message>
    <message>
        <source>Thème</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Densité</source>
        <translation>Density</translation>
    </message>
    <message>
        <source>Langue (au prochain démarrage)</source>
        <translation>Language (from the next start)</translation>
    </message>
    <message>
        <source>Raccourcis à une lettre</source>
        <translation>Single-letter shortcuts</translation>
    </message>
    <message>
        <source>Passer à la suivante</source>
        <translation>Go to the next</translation>
    </message>
    <message>
        <source>Revenir à la liste</source>
        <translation>Go back to the list</translation>
    </message>
    <message>
        <source>Rester sur la demande</source>
        <translation>Stay on the request</translation>
    </message>
    <message>
        <source>Après avoir terminé</source>
        <translation>After finishing</translation>
    </message>
    <message>
        <source>Nouvelles demandes et alarmes</source>
        <translation>New requests and alarms</translation>
    </message>
    <message>
        <source>Alarmes seulement</source>
        <translation>Alarms only</translation>
    </message>
    <message>
        <source>Aucune</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Notifications (des nombres, jamais un nom)</source>
        <translation>Notifications (numbers, never a name)</translation>
    </message>
</context>
<context>
    <name>Movements</name>
    <message>
        <source>Derniers mouvements</source>
        <translation>Latest movements</translation>
    </message>
    <message>
        <source>Aucun mouvement depuis l’ouverture de cette fenêtre.</source>
        <translation>No movement since this window was opened.</translation>
    </message>
    <message>
        <source>N°</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Étape</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Heure</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Nouvel essai&#xa0;: {trouble}</source>
        <translation>New try: {trouble}</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Vues</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Dépôts</source>
        <translation>Submissions</translation>
    </message>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>Conformité</source>
        <translation>Conformity</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Conservation</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>Équipe</source>
        <translation>Team</translation>
    </message>
</context>
<context>
    <name>NewPhrase</name>
    <message>
        <source>&amp;Nouvelle phrase de passe</source>
        <translation>&amp;New passphrase</translation>
    </message>
    <message>
        <source>La &amp;même, une seconde fois</source>
        <translation>The &amp;same, once more</translation>
    </message>
</context>
<context>
    <name>NotConfigured</name>
    <message>
        <source>Ce poste n’est pas encore configuré</source>
        <translation>This workstation is not configured yet</translation>
    </message>
    <message>
        <source>Exemple de fichier de configuration</source>
        <translation>Example of a configuration file</translation>
    </message>
    <message>
        <source>Ce que votre administrateur fournit</source>
        <translation>What your administrator supplies</translation>
    </message>
    <message>
        <source>• l’adresse du site («&#xa0;https&#xa0;»)&#xa0;;</source>
        <translation>• the address of the site (“https”);</translation>
    </message>
    <message>
        <source>• le fichier de l’autorité de confiance du site (ca.pem)&#xa0;;</source>
        <translation>• the file of the authority the site is trusted by (ca.pem);</translation>
    </message>
    <message>
        <source>• le certificat de ce poste et sa clé (client.pem, client.key)&#xa0;;</source>
        <translation>• this workstation’s certificate and its key (client.pem, client.key);</translation>
    </message>
    <message>
        <source>• les clés publiques de signature du site (front-end.jwks.json).</source>
        <translation>• the site’s public signing keys (front-end.jwks.json).</translation>
    </message>
    <message>
        <source>Où le placer</source>
        <translation>Where to put it</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Copier le chemin</source>
        <translation>Copy the path</translation>
    </message>
    <message>
        <source>Pour essayer sans rien configurer&#xa0;: «&#xa0;backoffice-gui --demo&#xa0;».</source>
        <translation>To try without configuring anything: “backoffice-gui --demo”.</translation>
    </message>
    <message>
        <source>Autorité de confiance du site&#xa0;: {name}</source>
        <translation>Authority that vouches for the site: {name}</translation>
    </message>
    <message>
        <source>Certificat de ce poste&#xa0;: {name}, jusqu’au {until}</source>
        <translation>Certificate of this workstation: {name}, until {until}</translation>
    </message>
    <message>
        <source>Le site de ce poste est réglé</source>
        <translation>This workstation’s site is settled</translation>
    </message>
    <message>
        <source>On peut l’essayer, le corriger ci-dessous, ou passer à la suite.</source>
        <translation>It can be tried, corrected below, or left as it is.</translation>
    </message>
    <message>
        <source>Rien n’est cassé et rien n’a été relevé&#xa0;: le programme ne sait pas encore à quel site s’adresser.</source>
        <translation>Nothing is broken and nothing was collected: the program does not know yet which site to ask.</translation>
    </message>
</context>
<context>
    <name>NotifyIncident</name>
    <message>
        <source>Notifié à la CNIL</source>
        <translation>Notified to the CNIL</translation>
    </message>
    <message>
        <source>Notifié le (heure de Paris)</source>
        <translation>Notified at (time in Paris)</translation>
    </message>
    <message>
        <source>Référence donnée par la CNIL</source>
        <translation>Reference given by the CNIL</translation>
    </message>
    <message>
        <source>En qualité de</source>
        <translation>In the capacity of</translation>
    </message>
    <message>
        <source>Inscrire la notification</source>
        <translation>Record the notification</translation>
    </message>
    <message>
        <source>Incident {n} · {title}</source>
        <translation>Incident {n} · {title}</translation>
    </message>
    <message>
        <source>Connu le {when}.</source>
        <translation>Known at {when}.</translation>
    </message>
    <message>
        <source>À notifier avant le {when}.</source>
        <translation>To be notified before {when}.</translation>
    </message>
    <message>
        <source>Notifié &amp;le (heure de Paris)</source>
        <translation>Notified &amp;at (time in Paris)</translation>
    </message>
    <message>
        <source>&amp;Référence donnée par la CNIL</source>
        <translation>&amp;Reference given by the CNIL</translation>
    </message>
    <message>
        <source>En &amp;qualité de</source>
        <translation>In the &amp;capacity of</translation>
    </message>
    <message>
        <source>Hors délai, la notification dit les motifs du retard. L’inscription porte votre nom au journal, pas au rapport&#xa0;; dite de nouveau, la dernière compte.</source>
        <translation>After its time, the notification gives the reasons for the delay. The journal records your name, the report does not; recorded again, the last one counts.</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <source>Quelle pièce manque, et pourquoi&#xa0;?</source>
        <translation>Which piece is missing, and why?</translation>
    </message>
    <message>
        <source>Que demandez-vous, et à qui&#xa0;?</source>
        <translation>What do you ask, and whom?</translation>
    </message>
    <message>
        <source>Pourquoi clore sans réponse&#xa0;?</source>
        <translation>Why close without an answer?</translation>
    </message>
    <message>
        <source>Pourquoi rouvrir&#xa0;?</source>
        <translation>Why reopen?</translation>
    </message>
    <message>
        <source>Motif</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Impossible tant que la demande est «&#xa0;{state}&#xa0;»</source>
        <translation>Not possible while the request is “{state}”</translation>
    </message>
    <message>
        <source>Réservé aux responsables</source>
        <translation>For leads only</translation>
    </message>
    <message>
        <source>Tenue par {agent}&#xa0;: prenez-la d’abord</source>
        <translation>Held by {agent}: take it first</translation>
    </message>
    <message>
        <source>Le formulaire n’a pas pu être lu&#xa0;: il n’y a rien à quoi répondre</source>
        <translation>The form could not be read: there is nothing to answer</translation>
    </message>
    <message>
        <source>Vos droits ne le permettent pas</source>
        <translation>Your rights do not allow it</translation>
    </message>
    <message>
        <source>Prendre à {agent}</source>
        <translation>Take from {agent}</translation>
    </message>
    <message>
        <source>Vous la tenez déjà</source>
        <translation>You hold it already</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>Note interne</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Annulation</source>
        <translation>Undoing</translation>
    </message>
    <message>
        <source>Rapprochement accepté</source>
        <translation>Resemblance accepted</translation>
    </message>
    <message>
        <source>Rapprochement écarté</source>
        <translation>Resemblance dismissed</translation>
    </message>
    <message>
        <source>Rattachement à {number}</source>
        <translation>Link to {number}</translation>
    </message>
    <message>
        <source>Rattachement à une personne</source>
        <translation>Link to a person</translation>
    </message>
    <message>
        <source>Conservation prolongée jusqu’au {day}</source>
        <translation>Kept until {day}</translation>
    </message>
    <message>
        <source>Fin de la conservation prolongée</source>
        <translation>End of prolonged keeping</translation>
    </message>
    <message>
        <source>Brouillon</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>modification à trancher</source>
        <translation>change to settle</translation>
    </message>
    <message>
        <source>modification refusée</source>
        <translation>change refused</translation>
    </message>
    <message>
        <source>modification en attente</source>
        <translation>change waiting</translation>
    </message>
    <message>
        <source>À trancher&#xa0;: la demande a changé entre-temps</source>
        <translation>To settle: the request has changed meanwhile</translation>
    </message>
    <message>
        <source>Refusée&#xa0;: {why}</source>
        <translation>Refused: {why}</translation>
    </message>
    <message>
        <source>En attente du serveur</source>
        <translation>Waiting for the server</translation>
    </message>
</context>
<context>
    <name>OutboxDialog</name>
    <message>
        <source>En attente</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Quoi</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Où elle en est</source>
        <translation>Where it stands</translation>
    </message>
    <message>
        <source>Réessayer maintenant</source>
        <translation>Try again now</translation>
    </message>
    <message>
        <source>Appliquer quand même</source>
        <translation>Apply all the same</translation>
    </message>
    <message>
        <source>Abandonner cette modification…</source>
        <translation>Give up this change…</translation>
    </message>
    <message>
        <source>Ce qui était écrit</source>
        <translation>What was written</translation>
    </message>
    <message>
        <source>Copier ce qui était écrit</source>
        <translation>Copy what was written</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Rien n’attend</source>
        <translation>Nothing is waiting</translation>
    </message>
    <message>
        <source>Ce qui attend est gardé sur ce poste, chiffré, même si le programme est fermé.</source>
        <translation>What is waiting is kept on this workstation, encrypted, even when the program is closed.</translation>
    </message>
    <message>
        <source>Trancher…</source>
        <translation>Settle…</translation>
    </message>
    <message>
        <source>Voir la demande</source>
        <translation>See the request</translation>
    </message>
    <message>
        <source>Envoyer de nouveau</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Abandonner «&#xa0;{what}&#xa0;» ({number})&#xa0;? Elle ne sera pas appliquée, et ne se retrouve pas.</source>
        <translation>Give up “{what}” ({number})? It will not be applied, and can&apos;t be found again.</translation>
    </message>
    <message>
        <source>Abandonner</source>
        <translation>Give up</translation>
    </message>
</context>
<context>
    <name>Padlock</name>
    <message>
        <source>Fixé par votre administration ({source})</source>
        <translation>Fixed by your administration ({source})</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Aperçu</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Image de la page&#xa0;; son texte est sous «&#xa0;Texte&#xa0;».</source>
        <translation>Image of the page; its text is under “Text”.</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Tout chercher, tout faire</source>
        <translation>Find anything, do anything</translation>
    </message>
    <message>
        <source>Commande, vue, nom ou numéro…</source>
        <translation>Command, view, name or number…</translation>
    </message>
    <message>
        <source>Commande, vue, nom ou numéro</source>
        <translation>Command, view, name or number</translation>
    </message>
    <message>
        <source>Résultats</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>↑ ↓ pour choisir, Entrée pour lancer, Échap pour fermer</source>
        <translation>↑ ↓ to choose, Enter to run, Escape to close</translation>
    </message>
    <message>
        <source>aucune demande n’est ouverte</source>
        <translation>no request is open</translation>
    </message>
    <message>
        <source>déjà noté comme envoyé</source>
        <translation>already noted as sent</translation>
    </message>
    <message>
        <source>Commandes</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Vues</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Rien ne correspond</source>
        <translation>Nothing matches</translation>
    </message>
</context>
<context>
    <name>Panes</name>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>PartCopy</name>
    <message>
        <source>Enregistrer une copie…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Demande un motif, inscrit au journal</source>
        <translation>Asks for a reason, which goes into the journal</translation>
    </message>
    <message>
        <source>Motif de la copie (obligatoire, inscrit au journal)&#xa0;:</source>
        <translation>Reason for the copy (required, goes into the journal):</translation>
    </message>
    <message>
        <source>Choisir le dossier…</source>
        <translation>Choose the folder…</translation>
    </message>
    <message>
        <source>Dossier de la copie</source>
        <translation>Folder of the copy</translation>
    </message>
    <message>
        <source>Copie enregistrée&#xa0;: {file}
Dossier&#xa0;: {folder}
SHA-256&#xa0;: {digest}</source>
        <translation>Copy saved: {file}
Folder: {folder}
SHA-256: {digest}</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Copie enregistrée.</source>
        <translation>Copy saved.</translation>
    </message>
</context>
<context>
    <name>PartPreview</name>
    <message>
        <source>Cette page n’a pas de texte&#xa0;: c’est une image.</source>
        <translation>This page has no text: it is an image.</translation>
    </message>
    <message>
        <source>Page {n} sur {m}</source>
        <translation>Page {n} of {m}</translation>
    </message>
    <message>
        <source>Préparation de l’aperçu…</source>
        <translation>Preparing the preview…</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>sans aperçu</source>
        <translation>no preview</translation>
    </message>
    <message>
        <source>vide</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>genre de fichier sans aperçu</source>
        <translation>kind of file without a preview</translation>
    </message>
    <message>
        <source>protégée par un mot de passe</source>
        <translation>protected by a password</translation>
    </message>
    <message>
        <source>abîmée</source>
        <translation>damaged</translation>
    </message>
    <message>
        <source>trop longue à préparer</source>
        <translation>takes too long to prepare</translation>
    </message>
    <message>
        <source>trop lourde</source>
        <translation>too heavy</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>TIFF</source>
        <translation>TIFF</translation>
    </message>
    <message>
        <source>WebP</source>
        <translation>WebP</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>texte</source>
        <translation>text</translation>
    </message>
    <message>
        <source>Type réel différent de ce que disent le nom ou le type déclaré.</source>
        <translation>It is not what its name or its declared type says.</translation>
    </message>
    <message>
        <source>Document chiffré, qui s’ouvre sans mot de passe.</source>
        <translation>Encrypted, but opens without a password.</translation>
    </message>
    <message>
        <source>Contient un programme&#xa0;; il n’est jamais exécuté ici.</source>
        <translation>Carries a script, which is never run here.</translation>
    </message>
    <message>
        <source>Contient d’autres fichiers, qui ne sont pas montrés.</source>
        <translation>Holds other files, which are not shown.</translation>
    </message>
    <message>
        <source>Formulaire dynamique&#xa0;: d’autres logiciels peuvent en montrer autre chose.</source>
        <translation>A dynamic form: other programs may show something else of it.</translation>
    </message>
    <message>
        <source>Seules les {n} premières pages sont montrées.</source>
        <translation>Only the first {n} pages are shown.</translation>
    </message>
    <message>
        <source>Image animée&#xa0;: seule la première vue est montrée.</source>
        <translation>An animation: only its first frame is shown.</translation>
    </message>
</context>
<context>
    <name>PartsPage</name>
    <message>
        <source>Nom et type déclarés par l’expéditeur. Le contenu n’est ni ouvert ni prévisualisé.</source>
        <translation>Name and type as the sender declared them. The contents are neither opened nor previewed.</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>N°</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Nom déclaré</source>
        <translation>Declared name</translation>
    </message>
    <message>
        <source>Type déclaré</source>
        <translation>Declared type</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Empreinte</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Empreinte SHA-256</source>
        <translation>SHA-256 digest</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Ce mois-ci</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Mois dernier</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>Autre période</source>
        <translation>Another period</translation>
    </message>
    <message>
        <source>&amp;du</source>
        <translation>&amp;from</translation>
    </message>
    <message>
        <source>&amp;au</source>
        <translation>&amp;to</translation>
    </message>
    <message>
        <source>Premier jour</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>Dernier jour</source>
        <translation>Last day</translation>
    </message>
</context>
<context>
    <name>PieceFacts</name>
    <message>
        <source>Nom déclaré</source>
        <translation>Declared name</translation>
    </message>
    <message>
        <source>Type déclaré</source>
        <translation>Declared type</translation>
    </message>
    <message>
        <source>Type réel</source>
        <translation>Real type</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Empreinte SHA-256</source>
        <translation>SHA-256 digest</translation>
    </message>
    <message>
        <source>{kind} ≠ déclaré</source>
        <translation>{kind} ≠ declared</translation>
    </message>
</context>
<context>
    <name>PieceList</name>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>N°</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Nom déclaré</source>
        <translation>Declared name</translation>
    </message>
    <message>
        <source>Type réel</source>
        <translation>Real type</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Aucune pièce jointe.</source>
        <translation>No attachment.</translation>
    </message>
    <message>
        <source>Voir le formulaire (données brutes)</source>
        <translation>See the form (raw data)</translation>
    </message>
    <message>
        <source>{kind} ≠ déclaré</source>
        <translation>{kind} ≠ declared</translation>
    </message>
    <message>
        <source>Formulaire (données brutes)</source>
        <translation>Form (raw data)</translation>
    </message>
</context>
<context>
    <name>PlotCard</name>
    <message>
        <source>Durée maximale sur le site, jour par jour</source>
        <translation>Longest life on the site, day by day</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Reçus</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Médiane</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>95&#xa0;%</source>
        <translation>95%</translation>
    </message>
    <message>
        <source>99&#xa0;%</source>
        <translation>99%</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Longest</translation>
    </message>
    <message>
        <source>&gt; 30 min</source>
        <translation>&gt; 30 min</translation>
    </message>
    <message>
        <source>Perdus</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Données</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Aucune durée mesurée.</source>
        <translation>No life measured.</translation>
    </message>
    <message>
        <source>plus de {mark} min&#xa0;: {n} ({share})</source>
        <translation>over {mark} min: {n} ({share})</translation>
    </message>
    <message>
        <source>Barre&#xa0;: la plus longue du jour. Trait&#xa0;: 95&#xa0;%. Tireté&#xa0;: les 30 minutes promises.</source>
        <translation>Bar: the longest of the day. Stroke: 95%. Dashes: the 30 minutes promised.</translation>
    </message>
    <message>
        <source>Graphique</source>
        <translation>Chart</translation>
    </message>
</context>
<context>
    <name>Post</name>
    <message>
        <source>Transfert</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Store</translation>
    </message>
    <message>
        <source>Demandes</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>Sécurité</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Sauvegarde</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Conservation</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>adresse du site</source>
        <translation>address of the site</translation>
    </message>
    <message>
        <source>autorité de confiance du site</source>
        <translation>authority the site is trusted by</translation>
    </message>
    <message>
        <source>certificat de ce poste</source>
        <translation>this workstation’s certificate</translation>
    </message>
    <message>
        <source>clé du certificat</source>
        <translation>key of the certificate</translation>
    </message>
    <message>
        <source>clés de signature du site</source>
        <translation>the site’s signing keys</translation>
    </message>
    <message>
        <source>relève, toutes les (s)</source>
        <translation>collecting, every (s)</translation>
    </message>
    <message>
        <source>destruction contrôlée, une sur</source>
        <translation>destruction checked, one in</translation>
    </message>
    <message>
        <source>dossier</source>
        <translation>folder</translation>
    </message>
    <message>
        <source>fichier de clé</source>
        <translation>key file</translation>
    </message>
    <message>
        <source>serveur de l’équipe</source>
        <translation>the team’s server</translation>
    </message>
    <message>
        <source>bases sœurs</source>
        <translation>peer stores</translation>
    </message>
    <message>
        <source>seconde copie</source>
        <translation>second copy</translation>
    </message>
    <message>
        <source>sans seconde copie</source>
        <translation>without the second copy</translation>
    </message>
    <message>
        <source>alarme si aucun poste n’ouvre (jours)</source>
        <translation>alarm where no desk opens (days)</translation>
    </message>
    <message>
        <source>lignes d’un export, au plus</source>
        <translation>rows of an export, at most</translation>
    </message>
    <message>
        <source>données d’exercice</source>
        <translation>practice data</translation>
    </message>
    <message>
        <source>accusé à la personne (jours ouvrés)</source>
        <translation>receipt to the person (working days)</translation>
    </message>
    <message>
        <source>copie d’acte (jours ouvrés)</source>
        <translation>copy of a certificate (working days)</translation>
    </message>
    <message>
        <source>changement de coordonnées (jours ouvrés)</source>
        <translation>change of contact details (working days)</translation>
    </message>
    <message>
        <source>formulaire non lu (jours ouvrés)</source>
        <translation>form not read (working days)</translation>
    </message>
    <message>
        <source>phrase de passe exigée</source>
        <translation>passphrase demanded</translation>
    </message>
    <message>
        <source>verrouillage après (min)</source>
        <translation>locks after (min)</translation>
    </message>
    <message>
        <source>presse-papiers vidé après (s)</source>
        <translation>clipboard emptied after (s)</translation>
    </message>
    <message>
        <source>fenêtre exclue des captures d’écran</source>
        <translation>window left out of screen captures</translation>
    </message>
    <message>
        <source>têtes notées dans</source>
        <translation>heads noted in</translation>
    </message>
    <message>
        <source>têtes envoyées au journal du système</source>
        <translation>heads sent to the system’s journal</translation>
    </message>
    <message>
        <source>gardé (mois)</source>
        <translation>kept (months)</translation>
    </message>
    <message>
        <source>toutes les (h)</source>
        <translation>every (h)</translation>
    </message>
    <message>
        <source>sauvegardes gardées</source>
        <translation>backups kept</translation>
    </message>
    <message>
        <source>contenu reçu (jours après la clôture)</source>
        <translation>what was sent (days after closing)</translation>
    </message>
    <message>
        <source>demande (jours après la clôture)</source>
        <translation>case (days after closing)</translation>
    </message>
    <message>
        <source>compte (jours après la notification)</source>
        <translation>account (days after notification)</translation>
    </message>
    <message>
        <source>dépôts mis à part (jours)</source>
        <translation>submissions set apart (days)</translation>
    </message>
    <message>
        <source>responsable</source>
        <translation>owner</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Configuration</translation>
    </message>
    <message>
        <source>Politique du poste</source>
        <translation>This machine’s policy</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Clé de la base et trousseau</source>
        <translation>Key of the store, keyring</translation>
    </message>
    <message>
        <source>Secours</source>
        <translation>Recovery</translation>
    </message>
    <message>
        <source>Certificat de ce poste</source>
        <translation>This workstation’s certificate</translation>
    </message>
    <message>
        <source>Disque</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>Phrase de passe</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Coffre des dossiers</source>
        <translation>Casebook</translation>
    </message>
    <message>
        <source>Seconde copie</source>
        <translation>Second copy</translation>
    </message>
    <message>
        <source>Clés après les purges</source>
        <translation>Keys after purges</translation>
    </message>
    <message>
        <source>Relève</source>
        <translation>Collecting</translation>
    </message>
    <message>
        <source>Site (liste lue, rien n’est relevé)</source>
        <translation>Site (list read, nothing collected)</translation>
    </message>
    <message>
        <source>Horloge</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>Aperçu des pièces</source>
        <translation>Preview of parts</translation>
    </message>
    <message>
        <source>Captures d’écran</source>
        <translation>Screen captures</translation>
    </message>
    <message>
        <source>Ancrage des journaux</source>
        <translation>Anchoring of the journals</translation>
    </message>
    <message>
        <source>pas de fichier de configuration&#xa0;: valeurs d’usine</source>
        <translation>no configuration file: defaults</translation>
    </message>
    <message>
        <source>version {version}&#xa0;; la politique demande {wanted}</source>
        <translation>version {version}; the policy wants {wanted}</translation>
    </message>
    <message>
        <source>à renouveler&#xa0;: il expire le {until}</source>
        <translation>to be renewed: it expires on {until}</translation>
    </message>
    <message>
        <source>presque plein&#xa0;: {free} Mio libres</source>
        <translation>almost full: {free} MiB free</translation>
    </message>
    <message>
        <source>pas de clé de secours&#xa0;: si ce poste est perdu, ses données le sont</source>
        <translation>no recovery key: if this workstation is lost, so are its data</translation>
    </message>
    <message>
        <source>exigée par la politique, pas encore choisie</source>
        <translation>demanded by the policy, not chosen yet</translation>
    </message>
    <message>
        <source>{tries} essais manqués&#xa0;; attente de {seconds} s</source>
        <translation>{tries} tries missed; {seconds} s to wait</translation>
    </message>
    <message>
        <source>sur le même disque que la base&#xa0;: elle protège de peu</source>
        <translation>on the same disk as the store: it protects from little</translation>
    </message>
    <message>
        <source>{behind} dépôts de retard</source>
        <translation>{behind} submissions behind</translation>
    </message>
    <message>
        <source>aucune n’est configurée</source>
        <translation>none is configured</translation>
    </message>
    <message>
        <source>pas encore faite</source>
        <translation>not made yet</translation>
    </message>
    <message>
        <source>en retard</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>la dernière a échoué</source>
        <translation>the last one failed</translation>
    </message>
    <message>
        <source>des sauvegardes trop vieilles sont à effacer</source>
        <translation>backups that are too old are to be erased</translation>
    </message>
    <message>
        <source>à changer&#xa0;: une purge date de {days} jours</source>
        <translation>to be changed: a purge was {days} days ago</translation>
    </message>
    <message>
        <source>elle s’écarte de {skew} s de celle du site</source>
        <translation>{skew} s away from the site’s</translation>
    </message>
    <message>
        <source>protections présentes&#xa0;: {walls}</source>
        <translation>protections there: {walls}</translation>
    </message>
    <message>
        <source>ce système ne sait pas exclure la fenêtre</source>
        <translation>this system can’t leave the window out</translation>
    </message>
    <message>
        <source>aucune adresse n’est configurée</source>
        <translation>no address is configured</translation>
    </message>
    <message>
        <source>fermé par sa phrase de passe&#xa0;: rien à essayer</source>
        <translation>closed by its passphrase: nothing to try</translation>
    </message>
    <message>
        <source>inconnue&#xa0;: le site n’a pas répondu</source>
        <translation>unknown: the site did not answer</translation>
    </message>
    <message>
        <source>{section}&#xa0;: {name}</source>
        <translation>{section}: {name}</translation>
    </message>
    <message>
        <source>oui</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>non</source>
        <translation>no</translation>
    </message>
    <message>
        <source>en ordre</source>
        <translation>in order</translation>
    </message>
</context>
<context>
    <name>PostForm</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source> h</source>
        <translation> h</translation>
    </message>
    <message>
        <source>&amp;Verrouiller après, sans activité</source>
        <translation>&amp;Lock after, without activity</translation>
    </message>
    <message>
        <source>Vider le &amp;presse-papiers après</source>
        <translation>Empty the &amp;clipboard after</translation>
    </message>
    <message>
        <source>&amp;Exclure la fenêtre des captures d’écran</source>
        <translation>&amp;Exclude the window from screen captures</translation>
    </message>
    <message>
        <source>&amp;Dossier des sauvegardes</source>
        <translation>&amp;Folder of the backups</translation>
    </message>
    <message>
        <source>&amp;Sauvegarder toutes les</source>
        <translation>&amp;Back up every</translation>
    </message>
    <message>
        <source>&amp;Garder, au plus</source>
        <translation>&amp;Keep, at most</translation>
    </message>
    <message>
        <source>Précautions</source>
        <translation>Precautions</translation>
    </message>
    <message>
        <source>Sauvegardes</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>Chaque changement est inscrit au journal avec votre nom. La seconde copie et le site se règlent dans le fichier de configuration, ou par votre administrateur.</source>
        <translation>Each change is recorded in the journal with your name. The second copy and the site are settled in the configuration file, or by your administrator.</translation>
    </message>
    <message>
        <source>Enregistré&#xa0;: {name}.</source>
        <translation>Saved: {name}.</translation>
    </message>
</context>
<context>
    <name>PreviewBar</name>
    <message>
        <source>Commandes de l’aperçu</source>
        <translation>Preview controls</translation>
    </message>
    <message>
        <source>Page précédente (Maj+Espace en haut de page)</source>
        <translation>Previous page (Shift+Space at the top)</translation>
    </message>
    <message>
        <source>Page suivante (Espace en bas de page)</source>
        <translation>Next page (Space at the end)</translation>
    </message>
    <message>
        <source>Réduire (−)</source>
        <translation>Smaller (−)</translation>
    </message>
    <message>
        <source>Taille réelle</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>Agrandir (+)</source>
        <translation>Larger (+)</translation>
    </message>
    <message>
        <source>Largeur</source>
        <translation>Width</translation>
    </message>
    <message>
        <source>Ajuster à la largeur</source>
        <translation>Fit the width</translation>
    </message>
    <message>
        <source>Tourner d’un quart de tour vers la droite</source>
        <translation>Turn a quarter to the right</translation>
    </message>
    <message>
        <source>Texte</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Texte de la page, à copier ou à faire lire</source>
        <translation>The page&apos;s text, to copy or to have read</translation>
    </message>
    <message>
        <source>{n}&#xa0;%</source>
        <translation>{n}%</translation>
    </message>
</context>
<context>
    <name>PromptBar</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ProofsCard</name>
    <message>
        <source>Reçus et sondages</source>
        <translation>Receipts and probes</translation>
    </message>
    <message>
        <source>Quoi</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Nombre</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Reçus valides à notre nom</source>
        <translation>Valid receipts in our name</translation>
    </message>
    <message>
        <source>Reçus au nom d’une base sœur</source>
        <translation>Receipts in the name of a peer store</translation>
    </message>
    <message>
        <source>Reçus au nom d’une base inconnue</source>
        <translation>Receipts in the name of an unknown store</translation>
    </message>
    <message>
        <source>Reçus retrouvés au registre</source>
        <translation>Receipts found again in the ledger</translation>
    </message>
    <message>
        <source>Sondages refusés par le site, comme il se doit</source>
        <translation>Probes refused by the site, as it must</translation>
    </message>
    <message>
        <source>Sondages encore servis</source>
        <translation>Probes still served</translation>
    </message>
    <message>
        <source>Sort encore inconnu</source>
        <translation>Fate still unknown</translation>
    </message>
    <message>
        <source>Sans heure de dépôt lisible</source>
        <translation>Without a readable time of submission</translation>
    </message>
    <message>
        <source>Numéros ni détenus ni au registre</source>
        <translation>Numbers neither held nor in the ledger</translation>
    </message>
</context>
<context>
    <name>PurgeCard</name>
    <message>
        <source>Purge {number}&#xa0;: {many} éléments</source>
        <translation>Purge {number}: {many} items</translation>
    </message>
    <message numerus="yes">
        <source>%n élément(s) purgé(s).</source>
        <translation>
            <numerusform>%n item purged.</numerusform>
            <numerusform>%n items purged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conservé(s)&#xa0;: le certificat dit pourquoi.</source>
        <translation>
            <numerusform>%n kept: the certificate says why.</numerusform>
            <numerusform>%n kept: the certificate says why.</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrêtée à votre demande&#xa0;; ce qui est purgé le reste. Reprenez-la sur sa page.</source>
        <translation>Stopped as you asked; what is purged stays so. Go on with it on its page.</translation>
    </message>
</context>
<context>
    <name>PurgeDialog</name>
    <message>
        <source>&amp;Tapez le nombre d’éléments, {count}, pour confirmer</source>
        <translation>&amp;Type the number of items, {count}, to confirm</translation>
    </message>
    <message>
        <source>Ce n’est pas le nombre d’éléments&#xa0;: il y en a {count}.</source>
        <translation>This is not the number of items: there are {count}.</translation>
    </message>
</context>
<context>
    <name>PurgesCard</name>
    <message>
        <source>Purges&#xa0;: une personne demande, une autre approuve</source>
        <translation>Purges: one person asks, another approves</translation>
    </message>
    <message>
        <source>Aucune purge n’a encore été demandée.</source>
        <translation>No purge has been asked for yet.</translation>
    </message>
    <message>
        <source>Purge</source>
        <translation>Purge</translation>
    </message>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Éléments</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>Demandée</source>
        <translation>Requested</translation>
    </message>
    <message>
        <source>Approuvée</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>Empreinte de la sélection</source>
        <translation>Digest of the selection</translation>
    </message>
    <message>
        <source>Approuver…</source>
        <translation>Approve…</translation>
    </message>
    <message>
        <source>Exécuter…</source>
        <translation>Carry out…</translation>
    </message>
    <message>
        <source>Retirer la demande</source>
        <translation>Withdraw the request</translation>
    </message>
    <message>
        <source>Enregistrer le certificat…</source>
        <translation>Save the certificate…</translation>
    </message>
    <message>
        <source>Reprendre…</source>
        <translation>Go on…</translation>
    </message>
    <message>
        <source>L’accord vaut jusqu’au {until}.</source>
        <translation>The approval holds until {until}.</translation>
    </message>
    <message>
        <source>Vous l’avez demandée. Un collègue l’approuverait sous son propre compte&#xa0;; dans la démonstration il est inventé ({colleague}), et vous approuvez à sa place.</source>
        <translation>You asked for it. A colleague would approve it under their own account; in the demonstration that colleague is invented ({colleague}), and you approve in their stead.</translation>
    </message>
    <message>
        <source>Vous l’avez demandée&#xa0;: un collègue l’approuve sous son propre compte, avant le {until}.</source>
        <translation>You asked for it: a colleague approves it under their own account, before {until}.</translation>
    </message>
    <message>
        <source>Demandée par {who}, à approuver avant le {until}.</source>
        <translation>Requested by {who}, to be approved before {until}.</translation>
    </message>
</context>
<context>
    <name>QuestionBar</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Retention</name>
    <message>
        <source>Contenu envoyé&#xa0;: formulaire et pièces</source>
        <translation>What was sent: form and attachments</translation>
    </message>
    <message>
        <source>Demande entière</source>
        <translation>Whole case</translation>
    </message>
    <message>
        <source>Données de compte</source>
        <translation>Account data</translation>
    </message>
    <message>
        <source>Dépôt mis à part</source>
        <translation>Submission kept apart</translation>
    </message>
    <message>
        <source>clôture de la demande</source>
        <translation>closing of the case</translation>
    </message>
    <message>
        <source>notification de la décision</source>
        <translation>notification of the decision</translation>
    </message>
    <message>
        <source>clôture de l’incident</source>
        <translation>closing of the incident</translation>
    </message>
    <message>
        <source>Limitation de la conservation (RGPD, art. 5)</source>
        <translation>Storage limitation (GDPR, art. 5)</translation>
    </message>
    <message>
        <source>Archives publiques, après visa</source>
        <translation>Public archives, after their visa</translation>
    </message>
    <message>
        <source>Politique de confidentialité du site</source>
        <translation>The site’s privacy notice</translation>
    </message>
    <message>
        <source>demande ouverte</source>
        <translation>open case</translation>
    </message>
    <message>
        <source>message plus récent de la personne</source>
        <translation>newer message of the person</translation>
    </message>
    <message>
        <source>conservation prolongée</source>
        <translation>on hold</translation>
    </message>
    <message>
        <source>rapprochement en attente</source>
        <translation>match to be decided</translation>
    </message>
    <message>
        <source>incident ouvert</source>
        <translation>open incident</translation>
    </message>
    <message>
        <source>attend l’accord d’un collègue</source>
        <translation>waits for a colleague’s approval</translation>
    </message>
    <message>
        <source>approuvée, à exécuter</source>
        <translation>approved, to be carried out</translation>
    </message>
    <message>
        <source>commencée, à mener au bout</source>
        <translation>begun, to be finished</translation>
    </message>
    <message>
        <source>terminée</source>
        <translation>done</translation>
    </message>
    <message>
        <source>retirée</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>périmée</source>
        <translation>lapsed</translation>
    </message>
    <message>
        <source>Dépôt {row}</source>
        <translation>Submission {row}</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Conservation</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>Actualiser</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Démonstration&#xa0;: une demande close est échue aussitôt, et vous donnez aussi l’accord du collègue. En vrai, des mois séparent les deux, et chacun le fait sous son propre compte.</source>
        <translation>Demonstration: a closed case is due at once, and you give the colleague’s approval as well. In real use months lie between, and each does it under their own account.</translation>
    </message>
</context>
<context>
    <name>RetentionPlace</name>
    <message numerus="yes">
        <source>%n élément(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message>
        <source>Demander la purge</source>
        <translation>Ask for the purge</translation>
    </message>
    <message>
        <source>{many} que la liste donne comme pouvant partir&#xa0;: une fois un collègue d’accord et la purge exécutée, rien ne les rend. Demander ne purge encore rien.</source>
        <translation>{many} that the list says may go: once a colleague has agreed and the purge is carried out, nothing brings them back. Asking purges nothing yet.</translation>
    </message>
    <message>
        <source>La purge {number}&#xa0;: {many}, demandée par {who}. Votre accord porte sur exactement cette sélection et vaut 24 heures.</source>
        <translation>Purge {number}: {many}, requested by {who}. Your approval is of exactly this selection and holds for 24 hours.</translation>
    </message>
    <message>
        <source>Approuver la purge</source>
        <translation>Approve the purge</translation>
    </message>
    <message>
        <source>Approuver</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>La purge {number}&#xa0;: {many}. Les clés, le contenu et les demandes sont détruits, et rien ne les rend. Ce qui a été rouvert, retenu ou modifié depuis reste.</source>
        <translation>Purge {number}: {many}. Keys, content and cases are destroyed, and nothing brings them back. What was opened again, held or changed since stays.</translation>
    </message>
    <message>
        <source>Purge arrêtée&#xa0;: ce qui est purgé l’est, le reste attend.</source>
        <translation>Purge stopped: what is purged is gone, the rest waits.</translation>
    </message>
    <message>
        <source>Certificat enregistré&#xa0;: {file}, avec son JSON à côté.</source>
        <translation>Certificate saved: {file}, with its JSON beside it.</translation>
    </message>
    <message>
        <source>Exécuter la purge</source>
        <translation>Carry out the purge</translation>
    </message>
    <message>
        <source>Empreinte de la sélection&#xa0;: {digest} (elle change dès que la liste change)</source>
        <translation>Digest of the selection: {digest} (it changes as soon as the list does)</translation>
    </message>
    <message>
        <source>Purger</source>
        <translation>Purge</translation>
    </message>
    <message>
        <source>Purge {number} terminée. Enregistrez son certificat.</source>
        <translation>Purge {number} has ended. Save its certificate.</translation>
    </message>
    <message>
        <source>Enregistrer le certificat</source>
        <translation>Save the certificate</translation>
    </message>
</context>
<context>
    <name>Risk</name>
    <message>
        <source>Impossible de savoir ce qui attend sur le site</source>
        <translation>No way to know what is waiting on the site</translation>
    </message>
    <message>
        <source>Le site refuse ce poste&#xa0;: impossible de savoir ce qui attend</source>
        <translation>The site refuses this workstation: no way to know what is waiting</translation>
    </message>
    <message>
        <source>Première relève en cours&#xa0;: rien n’est encore connu du site</source>
        <translation>First poll under way: nothing is known of the site yet</translation>
    </message>
    <message>
        <source>Personne ne relève le site</source>
        <translation>Nobody is collecting from the site</translation>
    </message>
    <message>
        <source>{what}&#xa0;: échéance dans {left}</source>
        <translation>{what}: expiry in {left}</translation>
    </message>
    <message>
        <source>À surveiller&#xa0;: une demande attend depuis plus de 10 minutes</source>
        <translation>To watch: a submission has been waiting for more than 10 minutes</translation>
    </message>
    <message>
        <source>Rien ne risque d’être perdu</source>
        <translation>Nothing is about to be lost</translation>
    </message>
    <message>
        <source>Rien n’attend sur le site</source>
        <translation>Nothing is waiting on the site</translation>
    </message>
    <message>
        <source>la plus ancienne&#xa0;: {age} sur 29&#xa0;min, reste {left}</source>
        <translation>the oldest: {age} of 29&#xa0;min, {left} left</translation>
    </message>
    <message>
        <source>Site&#xa0;: {n} · échéance {left}</source>
        <translation>Site: {n} · expiry {left}</translation>
    </message>
    <message>
        <source>Site&#xa0;: inconnu</source>
        <translation>Site: unknown</translation>
    </message>
    <message>
        <source>Site&#xa0;: rien n’attend</source>
        <translation>Site: nothing waiting</translation>
    </message>
    <message>
        <source>Site&#xa0;: inconnu d’ici</source>
        <translation>Site: unknown from here</translation>
    </message>
    <message>
        <source>Site&#xa0;: vide à {time}</source>
        <translation>Site: empty at {time}</translation>
    </message>
    <message>
        <source>Rien n’est accusé en ce moment&#xa0;: voir les alarmes</source>
        <translation>Nothing is being acknowledged at the moment: see the alarms</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <source>Deux horloges, et les règles</source>
        <translation>Two clocks, and the rules</translation>
    </message>
    <message>
        <source>Sur le site&#xa0;: un dépôt est détruit au bout de 29 minutes ({minutes} sont promises). Ici&#xa0;: ce qui a été relevé est conservé selon les règles ci-dessous. Ce sont deux horloges&#xa0;: l’une n’arrête pas l’autre.</source>
        <translation>On the site: a submission is destroyed after 29 minutes ({minutes} are promised). Here: what was collected is kept under the rules below. These are two clocks: neither stops the other.</translation>
    </message>
    <message>
        <source>Catégorie</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Durée</source>
        <translation>Duration</translation>
    </message>
    <message>
        <source>À compter de</source>
        <translation>Counted from</translation>
    </message>
    <message>
        <source>Base légale</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>Responsable</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>Données de compte&#xa0;: notre propre preuve de la notification n’en fait pas partie, elle reste.</source>
        <translation>Account data: our own evidence of a notification is no part of it and stays.</translation>
    </message>
    <message numerus="yes">
        <source>%n jour(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>non désigné</source>
        <translation>not named</translation>
    </message>
</context>
<context>
    <name>SayingPane</name>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Sélection</source>
        <translation>Selection</translation>
    </message>
    <message>
        <source>Exporter…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Désélectionner</source>
        <translation>Clear selection</translation>
    </message>
    <message>
        <source>Lecture de la sélection…</source>
        <translation>Reading the selection…</translation>
    </message>
    <message>
        <source>Tout sélectionner ({many})</source>
        <translation>Select all ({many})</translation>
    </message>
    <message>
        <source>Sélectionner les {most} premières</source>
        <translation>Select the first {most}</translation>
    </message>
    <message>
        <source>La vue a {whole} demandes&#xa0;; une sélection en prend {most} à la fois, les premières de la vue.</source>
        <translation>The view has {whole} cases; a selection takes {most} at a time, the first of the view.</translation>
    </message>
    <message>
        <source>{verb} ({fit} sur {many})</source>
        <translation>{verb} ({fit} of {many})</translation>
    </message>
    <message>
        <source>Aucune action ne convient à ces demandes.</source>
        <translation>No act fits these requests.</translation>
    </message>
</context>
<context>
    <name>Selftest</name>
    <message>
        <source>Autotest&#xa0;: «&#xa0;{step}&#xa0;» ne s’est pas affiché. Aucune donnée réelle n’a été touchée. Réinstallez le paquet&#xa0;; si cela dure, transmettez ce nom au support.</source>
        <translation>Self-test: “{step}” was not shown. No real data was touched. Install the package again; if it goes on, give this name to your support.</translation>
    </message>
</context>
<context>
    <name>SessionSignals</name>
    <message>
        <source>Le poste de travail se verrouille</source>
        <translation>The workstation is being locked</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Paramètres de ce poste</source>
        <translation>Settings of this workstation</translation>
    </message>
    <message>
        <source>Chercher un réglage</source>
        <translation>Find a setting</translation>
    </message>
    <message>
        <source>Réglages</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Réglage</source>
        <translation>Setting</translation>
    </message>
    <message>
        <source>Valeur</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>Fixé par</source>
        <translation>Fixed by</translation>
    </message>
    <message>
        <source>Essai</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>Fichier&#xa0;: {file}</source>
        <translation>File: {file}</translation>
    </message>
    <message>
        <source>Ce qui porte un cadenas est fixé par la politique du poste ({source}).</source>
        <translation>What has a padlock is fixed by this machine’s policy ({source}).</translation>
    </message>
    <message>
        <source>Ce poste</source>
        <translation>This workstation</translation>
    </message>
    <message>
        <source>Cette fenêtre</source>
        <translation>This window</translation>
    </message>
    <message>
        <source>Tous les réglages</source>
        <translation>All settings</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Certificat de ce poste&#xa0;: illisible ou absent.</source>
        <translation>This workstation’s certificate: unreadable or absent.</translation>
    </message>
    <message>
        <source>expiré</source>
        <translation>expired</translation>
    </message>
    <message numerus="yes">
        <source>encore %n jour(s)</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message>
        <source>Certificat de ce poste&#xa0;: {subject}, jusqu’au {until} ({left})</source>
        <translation>This workstation’s certificate: {subject}, until {until} ({left})</translation>
    </message>
    <message>
        <source>Politique</source>
        <translation>Policy</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>Bienvenue</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>Le site et ses certificats</source>
        <translation>The site and its certificates</translation>
    </message>
    <message>
        <source>Les copies</source>
        <translation>The copies</translation>
    </message>
    <message>
        <source>La base et son code de secours</source>
        <translation>The store and its recovery code</translation>
    </message>
    <message>
        <source>L’essai</source>
        <translation>The trial</translation>
    </message>
    <message>
        <source>Précédent</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Suivant</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>{n}. {name} ✓ (fixé par votre administration)</source>
        <translation>{n}. {name} ✓ (fixed by your administration)</translation>
    </message>
    <message>
        <source>Étape {n} sur {count} · {name}</source>
        <translation>Step {n} of {count} · {name}</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Lecture de la liste…</source>
        <translation>Reading the list…</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>État</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>DÉMO</source>
        <translation>DEMO</translation>
    </message>
    <message>
        <source>Données fictives&#xa0;: aucune personne réelle</source>
        <translation>Invented data: no real person</translation>
    </message>
    <message>
        <source>Démarrage…</source>
        <translation>Starting…</translation>
    </message>
    <message>
        <source>Relever maintenant (F5)</source>
        <translation>Poll now (F5)</translation>
    </message>
    <message>
        <source>Voir les transferts</source>
        <translation>Show the transfers</translation>
    </message>
    <message>
        <source>Voir ce qui attend (F7)</source>
        <translation>See what is waiting (F7)</translation>
    </message>
    <message>
        <source>Montrer ou cacher les tâches (F8)</source>
        <translation>Show or hide the tasks (F8)</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>Enregistrée comme demande</source>
        <translation>Recorded as a request</translation>
    </message>
    <message>
        <source>Saisie à la main</source>
        <translation>Entered by hand</translation>
    </message>
    <message>
        <source>Formulaire relu par une version plus récente</source>
        <translation>Form read again by a newer version</translation>
    </message>
    <message>
        <source>Ouverte</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Note ajoutée</source>
        <translation>Note added</translation>
    </message>
    <message>
        <source>Confiée à un autre service</source>
        <translation>Handed over to another service</translation>
    </message>
    <message>
        <source>Action annulée</source>
        <translation>Act undone</translation>
    </message>
    <message>
        <source>Coordonnées mises à jour</source>
        <translation>Contact details updated</translation>
    </message>
    <message>
        <source>Changement de coordonnées refusé</source>
        <translation>Change of contact details refused</translation>
    </message>
    <message>
        <source>Réponse donnée pour un acte</source>
        <translation>Certificate answered</translation>
    </message>
    <message>
        <source>Copie d’une pièce enregistrée</source>
        <translation>Copy of a part saved</translation>
    </message>
    <message>
        <source>Fiche imprimée</source>
        <translation>Sheet printed</translation>
    </message>
    <message>
        <source>Exportée</source>
        <translation>Exported</translation>
    </message>
    <message>
        <source>Accusé de réception envoyé à la personne</source>
        <translation>Receipt sent to the person</translation>
    </message>
    <message>
        <source>Rattachée à une personne connue</source>
        <translation>Linked with a known person</translation>
    </message>
    <message>
        <source>La même chose a été demandée de nouveau</source>
        <translation>The same was asked for again</translation>
    </message>
    <message>
        <source>Dite la même qu’une autre demande</source>
        <translation>Said to be the same as another request</translation>
    </message>
    <message>
        <source>Rapprochement écarté</source>
        <translation>Proposal dismissed</translation>
    </message>
    <message>
        <source>Une pièce ne peut pas être lue</source>
        <translation>A piece can&apos;t be read</translation>
    </message>
    <message>
        <source>La pièce a pu être lue depuis</source>
        <translation>The piece could be read since</translation>
    </message>
    <message>
        <source>Conservation prolongée</source>
        <translation>Put on hold</translation>
    </message>
    <message>
        <source>Fin de la conservation prolongée</source>
        <translation>Hold ended</translation>
    </message>
    <message>
        <source>Contenu envoyé purgé&#xa0;: formulaire et pièces</source>
        <translation>What was sent was purged: form and attachments</translation>
    </message>
    <message>
        <source>jusqu’au {value}</source>
        <translation>until {value}</translation>
    </message>
    <message>
        <source>motif&#xa0;: {value}</source>
        <translation>reason: {value}</translation>
    </message>
    <message>
        <source>agent&#xa0;: {value}</source>
        <translation>agent: {value}</translation>
    </message>
    <message>
        <source>jusqu’ici&#xa0;: {value}</source>
        <translation>until now: {value}</translation>
    </message>
    <message>
        <source>désormais&#xa0;: {value}</source>
        <translation>now: {value}</translation>
    </message>
    <message>
        <source>service&#xa0;: {value}</source>
        <translation>service: {value}</translation>
    </message>
    <message>
        <source>champ&#xa0;: {value}</source>
        <translation>field: {value}</translation>
    </message>
    <message>
        <source>acte&#xa0;: {value}</source>
        <translation>certificate: {value}</translation>
    </message>
    <message>
        <source>réponses&#xa0;: {value}</source>
        <translation>answers: {value}</translation>
    </message>
    <message>
        <source>décisions&#xa0;: {value}</source>
        <translation>decisions: {value}</translation>
    </message>
    <message>
        <source>pièce {value}</source>
        <translation>part {value}</translation>
    </message>
    <message>
        <source>page {value}</source>
        <translation>page {value}</translation>
    </message>
    <message>
        <source>demande {value}</source>
        <translation>case {value}</translation>
    </message>
    <message>
        <source>par&#xa0;: {value}</source>
        <translation>by: {value}</translation>
    </message>
    <message>
        <source>proposé comme&#xa0;: {value}</source>
        <translation>proposed as: {value}</translation>
    </message>
    <message>
        <source>était&#xa0;: {value}</source>
        <translation>was: {value}</translation>
    </message>
    <message>
        <source>fait hors ligne le {value}</source>
        <translation>done offline on {value}</translation>
    </message>
    <message>
        <source>Doublon possible</source>
        <translation>Possible duplicate</translation>
    </message>
    <message>
        <source>Déjà demandé</source>
        <translation>Asked before</translation>
    </message>
    <message>
        <source>Peut-être la même personne</source>
        <translation>Perhaps the same person</translation>
    </message>
    <message>
        <source>même numéro Ofpra</source>
        <translation>same Ofpra number</translation>
    </message>
    <message>
        <source>autre numéro Ofpra</source>
        <translation>other Ofpra number</translation>
    </message>
    <message>
        <source>même numéro étranger</source>
        <translation>same foreigner number</translation>
    </message>
    <message>
        <source>autre numéro étranger</source>
        <translation>other foreigner number</translation>
    </message>
    <message>
        <source>mêmes noms</source>
        <translation>same names</translation>
    </message>
    <message>
        <source>noms écrits autrement</source>
        <translation>names spelled differently</translation>
    </message>
    <message>
        <source>autres noms</source>
        <translation>other names</translation>
    </message>
    <message>
        <source>même naissance</source>
        <translation>same birth</translation>
    </message>
    <message>
        <source>même naissance, mais au 1er janvier ou au 31 décembre</source>
        <translation>same birth, but on 1 January or 31 December</translation>
    </message>
    <message>
        <source>naissances compatibles</source>
        <translation>compatible births</translation>
    </message>
    <message>
        <source>naissances proches</source>
        <translation>near births</translation>
    </message>
    <message>
        <source>jour et mois de naissance inversés</source>
        <translation>day and month of birth swapped</translation>
    </message>
    <message>
        <source>autre naissance</source>
        <translation>other birth</translation>
    </message>
    <message>
        <source>même lieu de naissance</source>
        <translation>same place of birth</translation>
    </message>
    <message>
        <source>même pays de naissance</source>
        <translation>same country of birth</translation>
    </message>
    <message>
        <source>autre pays de naissance</source>
        <translation>other country of birth</translation>
    </message>
    <message>
        <source>même nationalité</source>
        <translation>same nationality</translation>
    </message>
    <message>
        <source>autre nationalité</source>
        <translation>other nationality</translation>
    </message>
    <message>
        <source>autre sexe</source>
        <translation>other sex</translation>
    </message>
    <message>
        <source>même identifiant sur le site</source>
        <translation>same id on the site</translation>
    </message>
    <message>
        <source>même personne</source>
        <translation>same person</translation>
    </message>
    <message>
        <source>même demande</source>
        <translation>same request</translation>
    </message>
    <message>
        <source>à moins de 30 jours</source>
        <translation>within 30 days</translation>
    </message>
    <message>
        <source>il y a plus longtemps</source>
        <translation>longer ago</translation>
    </message>
    <message>
        <source>Un courrier est en route vers l’ancienne adresse.</source>
        <translation>A letter is on its way to the old address.</translation>
    </message>
    <message>
        <source>Deuxième changement en 30 jours&#xa0;: vérifiez qui demande.</source>
        <translation>Second change within 30 days: check who is asking.</translation>
    </message>
    <message>
        <source>Aussi connu pour une personne sans lien avec celle-ci.</source>
        <translation>Also known for a person unrelated to this one.</translation>
    </message>
    <message>
        <source>Adresse de domiciliation&#xa0;: beaucoup de personnes la partagent, ce n’est pas un rapprochement.</source>
        <translation>Domiciliation address: many people share it, which links nobody.</translation>
    </message>
    <message>
        <source>L’ancienne valeur déclarée n’est pas celle connue ici.</source>
        <translation>The old value declared is not the one known here.</translation>
    </message>
    <message>
        <source>modifiée entre-temps</source>
        <translation>changed meanwhile</translation>
    </message>
    <message>
        <source>impossible dans son état</source>
        <translation>not possible in its state</translation>
    </message>
    <message>
        <source>tenue par un autre agent</source>
        <translation>held by another agent</translation>
    </message>
    <message>
        <source>introuvable</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>déjà confiée à ce service</source>
        <translation>has that service already</translation>
    </message>
    <message>
        <source>agent inconnu</source>
        <translation>unknown agent</translation>
    </message>
    <message>
        <source>il manque un motif</source>
        <translation>a reason is missing</translation>
    </message>
    <message>
        <source>motif trop long</source>
        <translation>reason too long</translation>
    </message>
    <message>
        <source>il manque une réponse</source>
        <translation>an answer is missing</translation>
    </message>
    <message>
        <source>réponse sans objet</source>
        <translation>answer to nothing</translation>
    </message>
    <message>
        <source>rattachée à personne</source>
        <translation>linked with nobody</translation>
    </message>
    <message>
        <source>trop tard pour annuler</source>
        <translation>too late to undo</translation>
    </message>
    <message>
        <source>c’est la même demande</source>
        <translation>it is the same case</translation>
    </message>
    <message>
        <source>l’autre n’est rattachée à personne</source>
        <translation>the other has no person</translation>
    </message>
    <message>
        <source>un autre service est concerné</source>
        <translation>another service is concerned</translation>
    </message>
    <message>
        <source>ce rapprochement n’est plus proposé</source>
        <translation>this proposal is there no more</translation>
    </message>
    <message>
        <source>plusieurs demandes portent ce numéro</source>
        <translation>several cases have this number</translation>
    </message>
    <message>
        <source>le jour est passé</source>
        <translation>the day is past</translation>
    </message>
    <message>
        <source>cette conservation prolongée avait déjà pris fin</source>
        <translation>that hold had ended already</translation>
    </message>
    <message>
        <source>a attendu trop longtemps pour partir seule</source>
        <translation>waited too long to leave by itself</translation>
    </message>
    <message>
        <source>le serveur ne vous le permet pas</source>
        <translation>the server does not let you</translation>
    </message>
    <message>
        <source>le programme n’a pas su la faire</source>
        <translation>the program could not do it</translation>
    </message>
    <message>
        <source>{line} (annulé)</source>
        <translation>{line} (undone)</translation>
    </message>
    <message>
        <source>le formulaire</source>
        <translation>the form</translation>
    </message>
    <message>
        <source>le programme</source>
        <translation>the program</translation>
    </message>
</context>
<context>
    <name>Strips</name>
    <message>
        <source>Mise à jour nécessaire&#xa0;: ce programme est en version {version}, la politique de ce poste demande {wanted}. La relève continue&#xa0;; prévenez votre administrateur.</source>
        <translation>Update needed: this program is version {version}, this machine’s policy wants {wanted}. Collecting goes on; tell your administrator.</translation>
    </message>
    <message>
        <source>Coffre fermé&#xa0;: la liste et la relève fonctionnent, le contenu des demandes ne peut pas être lu.</source>
        <translation>Vault closed: the list and collecting work, the contents of submissions can’t be read.</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Ce poste attend d’être admis dans l’équipe.</source>
        <translation>This workstation is waiting to be admitted to the team.</translation>
    </message>
    <message>
        <source>Détail…</source>
        <translation>Detail…</translation>
    </message>
    <message>
        <source>Voir les transferts</source>
        <translation>Show the transfers</translation>
    </message>
    <message>
        <source>Essayer</source>
        <translation>Try</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Submissions</name>
    <message>
        <source>Dépôts</source>
        <translation>Submissions</translation>
    </message>
    <message>
        <source>Actualiser</source>
        <translation>Refresh</translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s)</source>
        <translation>
            <numerusform>%n submission</numerusform>
            <numerusform>%n submissions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) trouvée(s)</source>
        <translation>
            <numerusform>%n submission found</numerusform>
            <numerusform>%n submissions found</numerusform>
        </translation>
    </message>
    <message>
        <source>Aucun résultat</source>
        <translation>No result</translation>
    </message>
    <message numerus="yes">
        <source>Aucune demande ne passe avec %n filtre(s).</source>
        <translation>
            <numerusform>No submission passes with %n filter.</numerusform>
            <numerusform>No submission passes with %n filters.</numerusform>
        </translation>
    </message>
    <message>
        <source>Effacer les filtres</source>
        <translation>Clear the filters</translation>
    </message>
    <message>
        <source>Bienvenue</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>1. La relève interroge le site en continu, sans rien à faire.
2. Chaque demande est rangée ici, relue, puis accusée&#xa0;; le site détruit alors sa copie.
3. Elle apparaît dans cette liste&#xa0;; «&#xa0;Entrée&#xa0;» l’ouvre.

Pour essayer sans données réelles&#xa0;: «&#xa0;backoffice-gui --demo&#xa0;».</source>
        <translation>1. The site is polled continuously; there is nothing to do.
2. Each submission is stored here, read back, then acknowledged; the site then destroys its copy.
3. It appears in this list; “Enter” opens it.

To try without real data: “backoffice-gui --demo”.</translation>
    </message>
    <message>
        <source>Rien à traiter</source>
        <translation>Nothing to do</translation>
    </message>
    <message>
        <source>Dernière relève il y a {ago}. Les nouvelles demandes apparaîtront ici.</source>
        <translation>Last poll {ago} ago. New submissions will appear here.</translation>
    </message>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n new submission</numerusform>
            <numerusform>%n new submissions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SubmissionsModel</name>
    <message>
        <source>Demande {seq}, {kind}, {stage}, reçue le {moment}, {parts}, {size}</source>
        <translation>Submission {seq}, {kind}, {stage}, received on {moment}, {parts}, {size}</translation>
    </message>
</context>
<context>
    <name>TaskDrawer</name>
    <message>
        <source>Tâches</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Aucune tâche pour le moment.</source>
        <translation>No task for now.</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>Team</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Traite les demandes de ses services.</source>
        <translation>Treats the requests of their services.</translation>
    </message>
    <message>
        <source>Responsable</source>
        <translation>Team lead</translation>
    </message>
    <message>
        <source>Traite et attribue toutes les demandes, admet les membres.</source>
        <translation>Treats and assigns all requests, admits members.</translation>
    </message>
    <message>
        <source>Relève</source>
        <translation>Collecting</translation>
    </message>
    <message>
        <source>Un programme qui relève le site&#xa0;; il ne lit aucune demande.</source>
        <translation>A program that collects from the site; it reads no request.</translation>
    </message>
    <message>
        <source>Contrôle</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Lit le journal, et aucune demande.</source>
        <translation>Reads the journal, and no request.</translation>
    </message>
    <message>
        <source>Protection des données</source>
        <translation>Data protection</translation>
    </message>
    <message>
        <source>Lit les demandes et le journal, décide des purges.</source>
        <translation>Reads requests and the journal, decides on purges.</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Gère les membres, les services et les clés&#xa0;; ne lit aucune demande.</source>
        <translation>Looks after members, services and keys; reads no request.</translation>
    </message>
    <message>
        <source>tous les services</source>
        <translation>all services</translation>
    </message>
    <message>
        <source>accès retiré le {when}</source>
        <translation>access ended on {when}</translation>
    </message>
    <message>
        <source>admis le {when} par {who}</source>
        <translation>admitted on {when} by {who}</translation>
    </message>
    <message>
        <source>attend d’être admis depuis le {when}</source>
        <translation>has been waiting to be admitted since {when}</translation>
    </message>
    <message>
        <source>relève seulement, n’ouvre aucun poste</source>
        <translation>collects only, opens no desk</translation>
    </message>
    <message>
        <source>n’a encore ouvert aucun poste</source>
        <translation>has not opened a workstation yet</translation>
    </message>
    <message>
        <source>connecté</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>vu le {when}</source>
        <translation>seen {when}</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Équipe</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Membres de l’équipe</source>
        <translation>Members of the team</translation>
    </message>
    <message>
        <source>Membre</source>
        <translation>Member</translation>
    </message>
    <message>
        <source>Rôles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Accès</source>
        <translation>Access</translation>
    </message>
    <message>
        <source>Actualiser</source>
        <translation>Refresh</translation>
    </message>
    <message>
        <source>Membres</source>
        <translation>Members</translation>
    </message>
</context>
<context>
    <name>ThreeWays</name>
    <message>
        <source>Avant</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>Vous</source>
        <translation>You</translation>
    </message>
    <message>
        <source>À choisir</source>
        <translation>To choose</translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <source>Suivi</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Quoi</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Identifiant</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Empreinte</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Site d’origine</source>
        <translation>Site of origin</translation>
    </message>
    <message>
        <source>Base du reçu</source>
        <translation>Store in the receipt</translation>
    </message>
    <message>
        <source>Références</source>
        <translation>References</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>Demande prise.</source>
        <translation>Request taken.</translation>
    </message>
    <message>
        <source>Demande attribuée.</source>
        <translation>Request assigned.</translation>
    </message>
    <message>
        <source>Demande rendue.</source>
        <translation>Request given back.</translation>
    </message>
    <message>
        <source>Pièce demandée.</source>
        <translation>Piece asked for.</translation>
    </message>
    <message>
        <source>Collègue consulté.</source>
        <translation>Colleague consulted.</translation>
    </message>
    <message>
        <source>Demande reprise.</source>
        <translation>Request resumed.</translation>
    </message>
    <message>
        <source>Réponse enregistrée.</source>
        <translation>Answer saved.</translation>
    </message>
    <message>
        <source>Demande close.</source>
        <translation>Request closed.</translation>
    </message>
    <message>
        <source>Demande rouverte.</source>
        <translation>Request reopened.</translation>
    </message>
    <message>
        <source>Accusé de réception noté comme envoyé.</source>
        <translation>Acknowledgement noted as sent.</translation>
    </message>
    <message>
        <source>Demande marquée comme non lue.</source>
        <translation>Request marked as unread.</translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) prise(s).</source>
        <translation>
            <numerusform>%n request taken.</numerusform>
            <numerusform>%n requests taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) attribuée(s).</source>
        <translation>
            <numerusform>%n request assigned.</numerusform>
            <numerusform>%n requests assigned.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) rendue(s).</source>
        <translation>
            <numerusform>%n request given back.</numerusform>
            <numerusform>%n requests given back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Pièce demandée pour %n demande(s).</source>
        <translation>
            <numerusform>Piece asked for in %n request.</numerusform>
            <numerusform>Piece asked for in %n requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Avis demandé pour %n demande(s).</source>
        <translation>
            <numerusform>Advice asked for in %n request.</numerusform>
            <numerusform>Advice asked for in %n requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) reprise(s).</source>
        <translation>
            <numerusform>%n request resumed.</numerusform>
            <numerusform>%n requests resumed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n réponse(s) enregistrée(s).</source>
        <translation>
            <numerusform>%n answer saved.</numerusform>
            <numerusform>%n answers saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) close(s).</source>
        <translation>
            <numerusform>%n request closed.</numerusform>
            <numerusform>%n requests closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) rouverte(s).</source>
        <translation>
            <numerusform>%n request reopened.</numerusform>
            <numerusform>%n requests reopened.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accusé noté comme envoyé pour %n demande(s).</source>
        <translation>
            <numerusform>Acknowledgement noted as sent for %n request.</numerusform>
            <numerusform>Acknowledgement noted as sent for %n requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) marquée(s) comme non lue(s).</source>
        <translation>
            <numerusform>%n request marked as unread.</numerusform>
            <numerusform>%n requests marked as unread.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) gardée(s) sur ce poste&#xa0;: envoi dès que le serveur répondra.</source>
        <translation>
            <numerusform>%n change kept on this workstation: it is sent as soon as the server answers.</numerusform>
            <numerusform>%n changes kept on this workstation: they are sent as soon as the server answers.</numerusform>
        </translation>
    </message>
    <message>
        <source>Note gardée sur ce poste&#xa0;: elle n’est pas encore jointe à la demande, et partira dès que le serveur de l’équipe répondra.</source>
        <translation>Note kept on this workstation: it is not attached to the request yet, and goes as soon as the team’s server answers.</translation>
    </message>
    <message>
        <source>Action annulée.</source>
        <translation>Act undone.</translation>
    </message>
    <message numerus="yes">
        <source>Action annulée pour %n demande(s).</source>
        <translation>
            <numerusform>Act undone for %n request.</numerusform>
            <numerusform>Act undone for %n requests.</numerusform>
        </translation>
    </message>
    <message>
        <source>Action rétablie.</source>
        <translation>Action redone.</translation>
    </message>
    <message numerus="yes">
        <source>Action rétablie pour %n demande(s).</source>
        <translation>
            <numerusform>Action redone for %n request.</numerusform>
            <numerusform>Action redone for %n requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trop tard pour %n demande(s), laissée(s) telle(s) quelle(s).</source>
        <translation>
            <numerusform>Too late for %n request, left as it is.</numerusform>
            <numerusform>Too late for %n requests, left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n échec(s).</source>
        <translation>
            <numerusform>%n failure.</numerusform>
            <numerusform>%n failures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Réessayer pour %n demande(s)</source>
        <translation>
            <numerusform>Try again for %n request</numerusform>
            <numerusform>Try again for %n requests</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrêté à votre demande&#xa0;; ce qui était fait le reste.</source>
        <translation>Stopped as you asked; what was done stays so.</translation>
    </message>
    <message>
        <source>Rien n’a été fait.</source>
        <translation>Nothing was done.</translation>
    </message>
    <message>
        <source>L’export s’est terminé avant le verrouillage&#xa0;: {file}.</source>
        <translation>The export was finished before the lock: {file}.</translation>
    </message>
    <message>
        <source>Le verrouillage a arrêté un export&#xa0;; aucun fichier n’est resté.</source>
        <translation>The lock stopped an export; no file was left.</translation>
    </message>
    <message>
        <source>Le verrouillage a arrêté une purge&#xa0;: ce qui est purgé l’est, le reste attend qu’on la reprenne.</source>
        <translation>Locking stopped a purge: what is purged is gone, the rest waits until it is gone on with.</translation>
    </message>
    <message>
        <source>Le verrouillage a arrêté une action sur {many} demandes. {words} Les autres sont inchangées.</source>
        <translation>The lock stopped an action on {many} requests. {words} The others are unchanged.</translation>
    </message>
    <message>
        <source>Le verrouillage a arrêté une action&#xa0;: regardez la demande avant de la refaire.</source>
        <translation>Locking stopped an action: look at the request before doing it again.</translation>
    </message>
    <message>
        <source>Le verrouillage a effacé les mots cherchés et ce qui était écrit dans une boîte de dialogue&#xa0;: ils ne sont gardés nulle part. Notes et réponses, elles, sont là.</source>
        <translation>Locking erased the words searched for and what was written in a dialog: they are kept nowhere. Notes and answers are there.</translation>
    </message>
    <message>
        <source>Tâches</source>
        <translation>Tasks</translation>
    </message>
    <message numerus="yes">
        <source>%n tâche(s) en cours</source>
        <translation>
            <numerusform>%n task running</numerusform>
            <numerusform>%n tasks running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
    </message>
    <message>
        <source>Relever maintenant (F5)</source>
        <translation>Poll now (F5)</translation>
    </message>
    <message>
        <source>horloge ±{s}&#xa0;s</source>
        <translation>clock ±{s}&#xa0;s</translation>
    </message>
    <message>
        <source>avance</source>
        <translation>is ahead</translation>
    </message>
    <message>
        <source>retarde</source>
        <translation>is behind</translation>
    </message>
    <message>
        <source>l’horloge du poste {way} de {s}&#xa0;: les échéances n’en dépendent pas</source>
        <translation>the workstation’s clock {way} by {s}: expiries don’t depend on it</translation>
    </message>
</context>
<context>
    <name>Transit</name>
    <message>
        <source>N°</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Dépôt</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Âge</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Reste</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Étape</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Essais</source>
        <translation>Tries</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Détail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>nouvel essai dans {left}</source>
        <translation>next try in {left}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Relever maintenant</source>
        <translation>Poll now</translation>
    </message>
    <message>
        <source>Quitter</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Ofpra, demandes en ligne</source>
        <translation>Ofpra, online requests</translation>
    </message>
    <message>
        <source>Ofpra, demandes en ligne
{state}</source>
        <translation>Ofpra, online requests
{state}</translation>
    </message>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n new request</numerusform>
            <numerusform>%n new requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trial</name>
    <message>
        <source>Essayer sans rien relever</source>
        <translation>Try without collecting</translation>
    </message>
    <message>
        <source>Essai</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>Vérification</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Trousseau, certificat, disque, base et site&#xa0;: la liste du site est lue, rien n’est relevé.</source>
        <translation>Keyring, certificate, disk, store and site: the site’s list is read, nothing is collected.</translation>
    </message>
    <message>
        <source>Essai en cours…</source>
        <translation>Trying…</translation>
    </message>
    <message>
        <source>{section}&#xa0;: {name}</source>
        <translation>{section}: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) à régler.</source>
        <translation>
            <numerusform>%n point to settle.</numerusform>
            <numerusform>%n points to settle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Rien n’empêche la relève.</source>
        <translation>Nothing hinders collecting.</translation>
    </message>
</context>
<context>
    <name>TrialStep</name>
    <message>
        <source>Le poste est prêt&#xa0;: un essai avant de commencer</source>
        <translation>The workstation is ready: a trial before work begins</translation>
    </message>
    <message>
        <source>Chaque point est éprouvé&#xa0;: la liste du site est lue sans rien relever. Un point à régler n’empêche pas de commencer&#xa0;; il reste visible dans «&#xa0;Paramètres&#xa0;», onglet «&#xa0;Essai&#xa0;».</source>
        <translation>Each point is tried: the site’s list is read and nothing is collected. A point to settle does not keep you from beginning; it stays visible in “Settings”, tab “Trial”.</translation>
    </message>
    <message>
        <source>Commencer</source>
        <translation>Begin</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Annuler</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>UnlockForm</name>
    <message>
        <source>&amp;Phrase de passe</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>&amp;Code de secours</source>
        <translation>&amp;Recovery code</translation>
    </message>
    <message>
        <source>&amp;Afficher ce que je saisis</source>
        <translation>&amp;Show what I type</translation>
    </message>
    <message>
        <source>Choisir et déverrouiller</source>
        <translation>Choose and unlock</translation>
    </message>
    <message>
        <source>Déverrouiller</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Revenir</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Code de secours…</source>
        <translation>Recovery code…</translation>
    </message>
    <message>
        <source>Votre administration demande une phrase de passe sur ce poste. Choisissez-la longue, et connue de vous seul&#xa0;: elle vous sera demandée à chaque déverrouillage.</source>
        <translation>Your organisation asks for a passphrase on this workstation. Choose a long one that only you know: you will be asked for it each time you unlock.</translation>
    </message>
    <message>
        <source>Le code de secours est sous enveloppe, dans le coffre de votre service. Choisissez en même temps une nouvelle phrase de passe&#xa0;; laissez-la vide pour vous en passer, si votre administration le permet.</source>
        <translation>The recovery code is in an envelope, in your department’s safe. Choose a new passphrase at the same time; leave it empty to do without, if your organisation allows it.</translation>
    </message>
    <message>
        <source>Phrase de passe refusée. Rien n’a changé&#xa0;: vérifiez-la, puis recommencez.</source>
        <translation>Passphrase refused. Nothing has changed: check it, then try again.</translation>
    </message>
    <message>
        <source>Trop d’essais&#xa0;: le prochain sera possible dans {left}.</source>
        <translation>Too many tries: the next one is possible in {left}.</translation>
    </message>
    <message>
        <source>Saisissez la phrase de passe.</source>
        <translation>Type the passphrase.</translation>
    </message>
    <message>
        <source>Saisissez le code de secours.</source>
        <translation>Type the recovery code.</translation>
    </message>
    <message>
        <source>Les deux saisies diffèrent.</source>
        <translation>The two entries differ.</translation>
    </message>
    <message>
        <source>Choisissez une phrase de passe.</source>
        <translation>Choose a passphrase.</translation>
    </message>
    <message>
        <source>Ouverture du coffre…</source>
        <translation>Opening the vault…</translation>
    </message>
    <message>
        <source>Vous pouvez essayer de nouveau.</source>
        <translation>You can try again.</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>Le certificat de ce poste finit le {moment}&#xa0;: demandez dès maintenant le suivant à votre administrateur.</source>
        <translation>This computer’s certificate ends on {moment}: ask your administrator for the next one now.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste finit dans moins d’une semaine, le {moment}&#xa0;: sans le suivant, plus rien ne sera relevé. Relancez votre administrateur.</source>
        <translation>This computer’s certificate ends in less than a week, on {moment}: without the next one nothing will be collected any more. Remind your administrator.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste finit dans moins d’un jour, le {moment}&#xa0;: ensuite plus rien ne sera relevé, et ce qui attend sur le site y sera détruit à son échéance. Appelez votre administrateur.</source>
        <translation>This computer’s certificate ends in less than a day, on {moment}: then nothing will be collected any more, and what waits on the site will be destroyed there when its time is up. Call your administrator.</translation>
    </message>
    <message>
        <source>Le certificat de ce poste est fini depuis le {moment}&#xa0;: plus rien n’est relevé. Appelez votre administrateur.</source>
        <translation>This computer’s certificate ended on {moment}: nothing is collected any more. Call your administrator.</translation>
    </message>
    <message>
        <source>Aucune sauvegarde n’a été faite depuis trop longtemps&#xa0;: prévenez votre administrateur.</source>
        <translation>No backup has been made for too long: tell your administrator.</translation>
    </message>
</context>
<context>
    <name>UpkeepStrips</name>
    <message>
        <source>Voir les transferts</source>
        <translation>Show the transfers</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ViewBar</name>
    <message>
        <source>Nom de la vue</source>
        <translation>Name of the view</translation>
    </message>
    <message>
        <source>Partagée avec tous les agents</source>
        <translation>Shared with all agents</translation>
    </message>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Enregistrer la vue</source>
        <translation>Save the view</translation>
    </message>
</context>
<context>
    <name>Waits</name>
    <message>
        <source>Serveur de l’équipe injoignable depuis {time}.</source>
        <translation>The team&apos;s server has been out of reach since {time}.</translation>
    </message>
    <message>
        <source>Ce qui est affiché reste lisible&#xa0;;</source>
        <translation>What is shown stays readable;</translation>
    </message>
    <message numerus="yes">
        <source>%n en cours d’envoi</source>
        <translation>
            <numerusform>%n being sent</numerusform>
            <numerusform>%n being sent</numerusform>
        </translation>
    </message>
    <message>
        <source>De nouveau relié au serveur&#xa0;: {counts}.</source>
        <translation>Connected to the server again: {counts}.</translation>
    </message>
    <message>
        <source>ce que vous ferez attendra sur ce poste, puis partira tout seul.</source>
        <translation>what you do will wait on this workstation, then leave by itself.</translation>
    </message>
    <message>
        <source>À trancher&#xa0;: la demande {number} a changé entre-temps.</source>
        <translation>To settle: request {number} has changed meanwhile.</translation>
    </message>
    <message>
        <source>Rien n’est écrasé ni perdu.</source>
        <translation>Nothing is overwritten or lost.</translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) appliquée(s)</source>
        <translation>
            <numerusform>%n change applied</numerusform>
            <numerusform>%n changes applied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) à trancher</source>
        <translation>
            <numerusform>%n change to settle</numerusform>
            <numerusform>%n changes to settle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n à trancher</source>
        <translation>
            <numerusform>%n to settle</numerusform>
            <numerusform>%n to settle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) refusée(s)</source>
        <translation>
            <numerusform>%n change refused</numerusform>
            <numerusform>%n changes refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refusée(s)</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) à trancher&#xa0;: la demande a changé entre-temps.</source>
        <translation>
            <numerusform>%n change to settle: the request has changed meanwhile.</numerusform>
            <numerusform>%n changes to settle: their requests have changed meanwhile.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) refusée(s).</source>
        <translation>
            <numerusform>%n change was refused.</numerusform>
            <numerusform>%n changes were refused.</numerusform>
        </translation>
    </message>
    <message>
        <source>Des modifications gardées n’ont pas pu être relues&#xa0;: elles restent à part, prévenez votre administrateur.</source>
        <translation>Some changes that were kept could not be read: they are set aside, tell your administrator.</translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) envoyée(s), sans réponse du serveur</source>
        <translation>
            <numerusform>%n change sent, not answered by the server</numerusform>
            <numerusform>%n changes sent, not answered by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) en attente</source>
        <translation>
            <numerusform>%n change waiting</numerusform>
            <numerusform>%n changes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WelcomeStep</name>
    <message>
        <source>Mettre ce poste en service</source>
        <translation>Put this workstation into service</translation>
    </message>
    <message>
        <source>Cinq étapes, une dizaine de minutes. On peut s’arrêter à tout moment&#xa0;: ce qui est réglé reste réglé, et l’on reprend où l’on s’est arrêté. Rien n’est relevé avant que la base soit créée.</source>
        <translation>Five steps, some ten minutes. One can stop at any time: what is settled stays settled, and one goes on where one stopped. Nothing is collected before the store is made.</translation>
    </message>
    <message>
        <source>À avoir sous la main&#xa0;: ce que votre administrateur a fourni (adresse du site, certificats), de quoi noter ou imprimer le code de secours, et si possible un second disque ou un partage pour les copies.</source>
        <translation>To have at hand: what your administrator supplied (the site’s address, certificates), something to write down or print the recovery code, and if possible a second disk or a share for the copies.</translation>
    </message>
    <message>
        <source>Tout se fait au clavier&#xa0;: Tab passe d’un champ à l’autre, Entrée valide, F1 ouvre l’aide. Un lecteur d’écran annonce chaque étape et chaque résultat.</source>
        <translation>Everything can be done by keyboard: Tab goes from field to field, Enter confirms, F1 opens the help. A screen reader announces each step and each result.</translation>
    </message>
    <message>
        <source>Texte, couleurs, langue</source>
        <translation>Text, colours, language</translation>
    </message>
    <message>
        <source>Pour essayer sans rien configurer&#xa0;: «&#xa0;backoffice-gui --demo&#xa0;».</source>
        <translation>To try without settling anything: “backoffice-gui --demo”.</translation>
    </message>
</context>
<context>
    <name>Whereabouts</name>
    <message>
        <source>Sur le site seulement</source>
        <translation>On the site only</translation>
    </message>
    <message>
        <source>Ici, pas encore accusées</source>
        <translation>Here, not acknowledged yet</translation>
    </message>
    <message>
        <source>Ici, reçu obtenu, preuve attendue</source>
        <translation>Here, receipt obtained, proof awaited</translation>
    </message>
    <message>
        <source>Ici, destruction de la copie du site prouvée</source>
        <translation>Here, destruction of the site’s copy proven</translation>
    </message>
    <message>
        <source>Ici, expirées sur le site</source>
        <translation>Here, expired on the site</translation>
    </message>
    <message>
        <source>En quarantaine</source>
        <translation>In quarantine</translation>
    </message>
    <message>
        <source>Prises par une autre base, ou contestées</source>
        <translation>Taken by another store, or disputed</translation>
    </message>
    <message>
        <source>Perdues ou introuvables</source>
        <translation>Lost or missing</translation>
    </message>
    <message>
        <source>Où sont les copies</source>
        <translation>Where the copies are</translation>
    </message>
</context>
<context>
    <name>WindowForm</name>
    <message>
        <source>{n}&#xa0;%</source>
        <translation>{n}%</translation>
    </message>
    <message>
        <source>Taille du texte</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Discrétion, notifications et langue sont inscrites au journal.</source>
        <translation>Discretion, notices and language are recorded in the journal.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Proposée</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>Encore sur le site seulement&#xa0;; le téléchargement est en cours ou va commencer.</source>
        <translation>Still on the site only; the download is running or about to start.</translation>
    </message>
    <message>
        <source>Rangée ici, pas encore relue&#xa0;; la copie du site existe toujours.</source>
        <translation>Stored here, not read back yet; the site’s copy still exists.</translation>
    </message>
    <message>
        <source>Vérifiée</source>
        <translation>Verified</translation>
    </message>
    <message>
        <source>Rangée, relue et contrôlée ici&#xa0;; l’accusé de réception est en route.</source>
        <translation>Stored, read back and checked here; the acknowledgement is on its way.</translation>
    </message>
    <message>
        <source>Accusée</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>Le site a donné son reçu&#xa0;; la preuve de destruction suit dans son registre.</source>
        <translation>The site gave its receipt; proof of destruction follows in its ledger.</translation>
    </message>
    <message>
        <source>Destruction prouvée</source>
        <translation>Destruction proven</translation>
    </message>
    <message>
        <source>Ici seulement&#xa0;: le registre du site prouve la destruction de sa copie.</source>
        <translation>Here only: the site’s ledger proves the destruction of its copy.</translation>
    </message>
    <message>
        <source>En quarantaine</source>
        <translation>In quarantine</translation>
    </message>
    <message>
        <source>Gardée ici sous scellés, mais non vérifiée&#xa0;: jamais accusée, une personne doit juger.</source>
        <translation>Kept here under seal, but unverified: never acknowledged, a person has to judge.</translation>
    </message>
    <message>
        <source>Rangée ici&#xa0;; la copie du site a été détruite à son échéance.</source>
        <translation>Stored here; the site’s copy was destroyed when it expired.</translation>
    </message>
    <message>
        <source>Prise par une autre base</source>
        <translation>Taken by another store</translation>
    </message>
    <message>
        <source>Le reçu du site nomme une autre base que celle-ci.</source>
        <translation>The site’s receipt names another store than this one.</translation>
    </message>
    <message>
        <source>Contestée</source>
        <translation>Disputed</translation>
    </message>
    <message>
        <source>Le site se contredit&#xa0;; ce que nous avons est gardé.</source>
        <translation>The site contradicts itself; what we have is kept.</translation>
    </message>
    <message>
        <source>Perdue</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Expirée sur le site sans avoir été rangée ici&#xa0;: à examiner sous 72 heures.</source>
        <translation>Expired on the site without being stored here: to be examined within 72 hours.</translation>
    </message>
    <message>
        <source>Introuvable ici</source>
        <translation>Missing here</translation>
    </message>
    <message>
        <source>Le site dit que nous l’avons&#xa0;; nous ne l’avons pas (sauvegarde restaurée, poste cloné, certificat volé).</source>
        <translation>The site says we have it; we don’t (restored backup, cloned machine, stolen certificate).</translation>
    </message>
    <message>
        <source>Copie d’acte</source>
        <translation>Certificate copy</translation>
    </message>
    <message>
        <source>Changement de coordonnées</source>
        <translation>Change of contact details</translation>
    </message>
    <message>
        <source>Type inconnu</source>
        <translation>Unknown kind</translation>
    </message>
    <message>
        <source>N°</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Reçue</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Étape</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Pièces</source>
        <translation>Parts</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>à surveiller</source>
        <translation>watch</translation>
    </message>
    <message>
        <source>urgent</source>
        <translation>urgent</translation>
    </message>
    <message>
        <source>critique</source>
        <translation>critical</translation>
    </message>
    <message>
        <source>Certificat refusé, par le site ou par ce poste</source>
        <translation>Certificate refused, by the site or by this machine</translation>
    </message>
    <message>
        <source>Les certificats ou clés en place sont inutilisables&#xa0;: la relève vit encore des précédents</source>
        <translation>The certificates or keys that lie there can’t be used: the collector still lives on the former ones</translation>
    </message>
    <message>
        <source>Le site renvoie vers une autre adresse</source>
        <translation>The site redirects to another address</translation>
    </message>
    <message>
        <source>Le site demande d’attendre plus longtemps que l’échéance</source>
        <translation>The site asks to wait beyond the expiry</translation>
    </message>
    <message>
        <source>Disque plein&#xa0;: plus de téléchargement</source>
        <translation>Disk full: no more downloads</translation>
    </message>
    <message>
        <source>L’horloge du poste s’écarte de celle du site (les échéances n’en dépendent pas)</source>
        <translation>The workstation’s clock differs from the site’s (expiries don’t depend on it)</translation>
    </message>
    <message>
        <source>L’horloge du serveur et celle du poste diffèrent de plus d’un jour&#xa0;: rien n’est rangé tant que cela dure</source>
        <translation>The server’s clock and this workstation’s are more than a day apart: nothing is stored as long as that lasts</translation>
    </message>
    <message>
        <source>La base est occupée par un autre programme</source>
        <translation>The store is kept busy by another program</translation>
    </message>
    <message>
        <source>Le serveur n’a pas pu juger d’anciennes copies&#xa0;: elles restent</source>
        <translation>The server could not judge old copies: they stay</translation>
    </message>
    <message>
        <source>Le poste qui relève ne donne plus signe de vie&#xa0;: redémarrez-le, un autre prendra la relève</source>
        <translation>The machine that collects shows no sign of life: restart it, another will take over</translation>
    </message>
    <message>
        <source>Le site est injoignable</source>
        <translation>The site is unreachable</translation>
    </message>
    <message>
        <source>Clé non prouvée&#xa0;: les demandes sont rangées, mais pas accusées</source>
        <translation>Key not proven: submissions are stored, but not acknowledged</translation>
    </message>
    <message>
        <source>Depuis des jours, aucun poste n’a ouvert ce qui arrive&#xa0;: déverrouillez-en un, ou voyez la clé de secours</source>
        <translation>For days no desk has opened what comes in: unlock one, or see to the recovery key</translation>
    </message>
    <message>
        <source>La seconde copie ne peut pas être écrite</source>
        <translation>The second copy can’t be written</translation>
    </message>
    <message>
        <source>La tête du journal ne peut pas être déposée ailleurs</source>
        <translation>The journal’s head can’t be kept elsewhere</translation>
    </message>
    <message>
        <source>La sauvegarde a échoué ou est en retard</source>
        <translation>The backup has failed or is overdue</translation>
    </message>
    <message>
        <source>Demande perdue</source>
        <translation>Submission lost</translation>
    </message>
    <message>
        <source>Expirée sur le site et absente d’ici&#xa0;: violation de disponibilité à évaluer sous 72 heures (RGPD).</source>
        <translation>Expired on the site and absent here: a breach of availability to assess within 72 hours (GDPR).</translation>
    </message>
    <message>
        <source>Demande introuvable ici</source>
        <translation>Submission missing here</translation>
    </message>
    <message>
        <source>Le registre du site nomme notre base pour une demande que nous n’avons pas.</source>
        <translation>The site’s ledger names our store for a submission we don’t have.</translation>
    </message>
    <message>
        <source>Accusée par une base inconnue</source>
        <translation>Acknowledged by an unknown store</translation>
    </message>
    <message>
        <source>Copie du site non détruite</source>
        <translation>Site’s copy not destroyed</translation>
    </message>
    <message>
        <source>Le site sert encore une demande dont il a donné le reçu.</source>
        <translation>The site still serves a submission it gave a receipt for.</translation>
    </message>
    <message>
        <source>Registre du site rompu</source>
        <translation>Site’s ledger broken</translation>
    </message>
    <message>
        <source>La chaîne du registre ne se suit plus&#xa0;: elle ne prouve plus rien à partir de là.</source>
        <translation>The ledger’s chain no longer holds: it proves nothing from there on.</translation>
    </message>
    <message>
        <source>Base du site remplacée</source>
        <translation>Site’s database replaced</translation>
    </message>
    <message>
        <source>Le site a recommencé avec une autre base de données.</source>
        <translation>The site started again with another database.</translation>
    </message>
    <message>
        <source>Demande contestée</source>
        <translation>Submission disputed</translation>
    </message>
    <message>
        <source>Les réponses du site se contredisent&#xa0;; la demande est gardée ici.</source>
        <translation>The site’s answers contradict each other; the submission is kept here.</translation>
    </message>
    <message>
        <source>Reçu non valable</source>
        <translation>Invalid receipt</translation>
    </message>
    <message>
        <source>Le site a répondu à un accusé de réception sans donner de reçu valable.</source>
        <translation>The site answered an acknowledgement without a valid receipt.</translation>
    </message>
    <message>
        <source>Liste du site illisible</source>
        <translation>Site’s list unreadable</translation>
    </message>
    <message>
        <source>Une page de la liste n’a pas pu être lue&#xa0;; les autres demandes sont relevées.</source>
        <translation>A page of the list could not be read; the other submissions are collected.</translation>
    </message>
    <message>
        <source>Le site propose ce qui a été effacé</source>
        <translation>The site offers what was erased</translation>
    </message>
    <message>
        <source>La demande a été effacée ici&#xa0;; elle n’est ni relevée ni accusée de nouveau.</source>
        <translation>The submission was erased here; it is neither collected nor acknowledged again.</translation>
    </message>
    <message>
        <source>Épreuve de clé manquée</source>
        <translation>Key trial failed</translation>
    </message>
    <message>
        <source>Ce qui est scellé ici ne se rouvre pas avec la clé du coffre&#xa0;; plus rien n’est accusé.</source>
        <translation>What is sealed here does not open with the vault’s key; nothing is acknowledged any more.</translation>
    </message>
    <message>
        <source>Identifiant réutilisé</source>
        <translation>Id used twice</translation>
    </message>
    <message>
        <source>Deux demandes différentes portent le même identifiant&#xa0;; les deux sont gardées.</source>
        <translation>Two different submissions have the same id; both are kept.</translation>
    </message>
    <message>
        <source>Base remise depuis une sauvegarde</source>
        <translation>Store put back from a backup</translation>
    </message>
    <message>
        <source>Ce qui a été accusé après cette sauvegarde n’est plus ici&#xa0;: violation de disponibilité à évaluer sous 72&#xa0;heures (RGPD). La relève nomme chaque demande qui manque.</source>
        <translation>What was acknowledged after this backup is here no more: a breach of availability to be assessed within 72 hours (GDPR). Collecting names each submission that is missing.</translation>
    </message>
    <message>
        <source>Base de travail perdue, et refaite</source>
        <translation>Casebook lost, and made anew</translation>
    </message>
    <message>
        <source>Les demandes relevées sont revenues, comme neuves. Ce que les agents avaient fait est perdu&#xa0;: violation de disponibilité à évaluer sous 72 heures (RGPD).</source>
        <translation>What was collected has come back, as new. What agents had done is lost: a breach of availability to assess within 72 hours (GDPR).</translation>
    </message>
    <message>
        <source>Dépôt en quarantaine, expiré sur le site</source>
        <translation>Submission in quarantine, expired on the site</translation>
    </message>
    <message>
        <source>Notre copie, sous scellés, est la seule. Elle devient une demande à traiter dès que les clés du site la disent valable&#xa0;; sinon une personne la retient, dans «&#xa0;Dépôts&#xa0;».</source>
        <translation>Our sealed copy is the only one. It becomes a case as soon as the site’s keys say that it is sound; else a person retains it, under “Submissions”.</translation>
    </message>
    <message>
        <source>Demande illisible sur le disque</source>
        <translation>Submission that the disk does not give back</translation>
    </message>
    <message>
        <source>échange impossible</source>
        <translation>no exchange</translation>
    </message>
    <message>
        <source>site injoignable</source>
        <translation>site unreachable</translation>
    </message>
    <message>
        <source>certificat refusé</source>
        <translation>certificate refused</translation>
    </message>
    <message>
        <source>certificat du site non reconnu</source>
        <translation>site’s certificate not recognised</translation>
    </message>
    <message>
        <source>renvoi refusé</source>
        <translation>redirection refused</translation>
    </message>
    <message>
        <source>le site demande d’attendre</source>
        <translation>the site asks to wait</translation>
    </message>
    <message>
        <source>réponse incomprise&#xa0;: non accusée</source>
        <translation>answer not understood: not acknowledged</translation>
    </message>
    <message>
        <source>problème signalé par le site</source>
        <translation>problem reported by the site</translation>
    </message>
    <message>
        <source>disque plein</source>
        <translation>disk full</translation>
    </message>
    <message>
        <source>base occupée</source>
        <translation>store busy</translation>
    </message>
    <message>
        <source>empreinte différente&#xa0;: non accusée</source>
        <translation>digest differs: not acknowledged</translation>
    </message>
    <message>
        <source>taille différente&#xa0;: non accusée</source>
        <translation>size differs: not acknowledged</translation>
    </message>
    <message>
        <source>signature non valable</source>
        <translation>invalid signature</translation>
    </message>
    <message>
        <source>Déposée sur le site</source>
        <translation>Submitted on the site</translation>
    </message>
    <message>
        <source>Vue dans la liste du site</source>
        <translation>Seen in the site’s list</translation>
    </message>
    <message>
        <source>Téléchargement commencé</source>
        <translation>Download started</translation>
    </message>
    <message>
        <source>Rangée ici</source>
        <translation>Stored here</translation>
    </message>
    <message>
        <source>Rangée ici, expirée sur le site</source>
        <translation>Stored here, expired on the site</translation>
    </message>
    <message>
        <source>Ce qui a été relevé ne devient plus une demande&#xa0;: rien n’est perdu, prévenez votre administrateur</source>
        <translation>What was collected becomes no case any more: nothing is lost, tell your administrator</translation>
    </message>
    <message>
        <source>Une base qui n’est pas des nôtres a pris la demande&#xa0;; ce que nous en avons est gardé.</source>
        <translation>A store that is not ours took the submission; what we have of it is kept.</translation>
    </message>
    <message>
        <source>Base bloquée par un compte</source>
        <translation>Store blocked by a login</translation>
    </message>
    <message>
        <source>Ce compte a empêché les autres de relever ou d’enregistrer. Demandez à qui l’utilise pourquoi&#xa0;; si cela dure, votre administrateur met fin à sa connexion.</source>
        <translation>This login kept others from collecting or saving. Ask whoever uses it why; if it lasts, your administrator ends its connection.</translation>
    </message>
    <message>
        <source>Elle a été relevée, mais le disque ne la rend plus en entier&#xa0;: violation de disponibilité à évaluer sous 72 heures (RGPD). Elle est relue à chaque essai&#xa0;; votre administrateur cherche la seconde copie ou une sauvegarde.</source>
        <translation>It was collected, but the disk does not give all of it back: a breach of availability to assess within 72 hours (GDPR). It is read again at each try; your administrator looks for the second copy or a backup.</translation>
    </message>
    <message>
        <source>Relue et vérifiée</source>
        <translation>Read back and verified</translation>
    </message>
    <message>
        <source>Accusé de réception envoyé</source>
        <translation>Acknowledgement sent</translation>
    </message>
    <message>
        <source>Reçu du site</source>
        <translation>Receipt of the site</translation>
    </message>
    <message>
        <source>Destruction de la copie du site prouvée</source>
        <translation>Destruction of the site’s copy proven</translation>
    </message>
    <message>
        <source>Échéance sur le site</source>
        <translation>Expiry on the site</translation>
    </message>
    <message>
        <source>Expirée sur le site</source>
        <translation>Expired on the site</translation>
    </message>
    <message>
        <source>Mise en quarantaine</source>
        <translation>Put in quarantine</translation>
    </message>
    <message>
        <source>Sortie de quarantaine</source>
        <translation>Released from quarantine</translation>
    </message>
    <message>
        <source>Tentative écartée</source>
        <translation>Attempt set aside</translation>
    </message>
    <message>
        <source>Constatée introuvable</source>
        <translation>Found missing</translation>
    </message>
    <message>
        <source>Effacée</source>
        <translation>Erased</translation>
    </message>
    <message>
        <source>{kind} (type inconnu)</source>
        <translation>{kind} (unknown kind)</translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Pas de demandes à montrer</source>
        <translation>No requests to show</translation>
    </message>
    <message>
        <source>Le coffre de ce poste n’est pas ouvert, ou n’a pas encore de demandes. La relève continue&#xa0;: ce qui arrive est rangé sous «&#xa0;Dépôts&#xa0;», et paraîtra ici dès que le coffre sera ouvert.</source>
        <translation>This computer’s vault is not open, or holds no requests yet. Collecting goes on: what arrives is kept under “Submissions”, and will appear here as soon as the vault is open.</translation>
    </message>
    <message>
        <source>Pas de journal à montrer</source>
        <translation>No journal to show</translation>
    </message>
    <message>
        <source>Le journal est dans le coffre de ce poste&#xa0;: il paraîtra ici dès que le coffre sera ouvert.</source>
        <translation>The journal is in this machine’s store: it will appear here as soon as the store is open.</translation>
    </message>
    <message>
        <source>Rien à montrer de la conservation</source>
        <translation>Nothing of retention to show</translation>
    </message>
    <message>
        <source>Les demandes sont dans le coffre de ce poste&#xa0;: leurs échéances paraîtront dès qu’il sera ouvert.</source>
        <translation>The cases are in this desk’s safe: what is due will appear once it is open.</translation>
    </message>
</context>
<context>
    <name>_AlarmLine</name>
    <message>
        <source>Alarme</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>{what} — depuis {when}</source>
        <translation>{what} — since {when}</translation>
    </message>
</context>
<context>
    <name>_Asking</name>
    <message>
        <source>Demandent à être admis</source>
        <translation>Ask to be admitted</translation>
    </message>
    <message>
        <source>Appelez la personne, à un numéro que vous connaissez, et faites-lui lire l’empreinte que montre son poste. N’admettez que si elle est la même, signe par signe.</source>
        <translation>Call the person, on a number that you know, and have them read the fingerprint that their workstation shows. Admit them only if it is the same, sign by sign.</translation>
    </message>
    <message>
        <source>Empreinte&#xa0;: {print}</source>
        <translation>Fingerprint: {print}</translation>
    </message>
    <message>
        <source>Admettre…</source>
        <translation>Admit…</translation>
    </message>
    <message>
        <source>Admettre… {agent}</source>
        <translation>Admit… {agent}</translation>
    </message>
    <message>
        <source>Demandé le {when}</source>
        <translation>Asked on {when}</translation>
    </message>
</context>
<context>
    <name>_Certificate</name>
    <message>
        <source>{n}. Acte de {type}</source>
        <translation>{n}. Certificate of {type}</translation>
    </message>
    <message>
        <source>{n} ex.</source>
        <translation>copies: {n}</translation>
    </message>
    <message>
        <source>— choisir —</source>
        <translation>— choose —</translation>
    </message>
    <message>
        <source>{what}&#xa0;: réponse</source>
        <translation>{what}: answer</translation>
    </message>
</context>
<context>
    <name>_Changed</name>
    <message>
        <source>Accepter</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Refuser</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Avant (connu ici)</source>
        <translation>Before (known here)</translation>
    </message>
    <message>
        <source>Avant (d’après la personne)</source>
        <translation>Before (as the person says)</translation>
    </message>
    <message>
        <source>Après</source>
        <translation>After</translation>
    </message>
</context>
<context>
    <name>_Counting</name>
    <message numerus="yes">
        <source>%n sélectionnée(s)</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n demande(s) sur {whole} ne s’y prête(nt) pas</source>
        <translation>
            <numerusform>%n request of {whole} does not fit</numerusform>
            <numerusform>%n requests of {whole} do not fit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>agir sur les %n autre(s)</source>
        <translation>
            <numerusform>act on the %n other</numerusform>
            <numerusform>act on the %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Days</name>
    <message>
        <source>aujourd’hui</source>
        <translation>today</translation>
    </message>
    <message numerus="yes">
        <source>dans %n j ouvré(s)</source>
        <translation>
            <numerusform>in %n working day</numerusform>
            <numerusform>in %n working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n jour(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a %n jour(s)</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans moins de %n j ouvré(s), retards compris</source>
        <translation>
            <numerusform>in less than %n working day, overdue included</numerusform>
            <numerusform>in less than %n working days, overdue included</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n j ouvré(s) ou plus</source>
        <translation>
            <numerusform>in %n working day or more</numerusform>
            <numerusform>in %n working days or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans moins de %n jour(s)</source>
        <translation>
            <numerusform>in less than %n day</numerusform>
            <numerusform>in less than %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>dans %n jour(s) ou plus</source>
        <translation>
            <numerusform>in %n day or more</numerusform>
            <numerusform>in %n days or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a plus de %n jour(s)</source>
        <translation>
            <numerusform>more than %n day ago</numerusform>
            <numerusform>more than %n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>il y a %n jour(s) ou moins</source>
        <translation>
            <numerusform>%n day ago or less</numerusform>
            <numerusform>%n days ago or less</numerusform>
        </translation>
    </message>
    <message>
        <source>avant aujourd’hui</source>
        <translation>before today</translation>
    </message>
    <message>
        <source>à partir d’aujourd’hui</source>
        <translation>from today on</translation>
    </message>
</context>
<context>
    <name>_Dialog</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>_Field</name>
    <message>
        <source>Choisir…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Choisir… {name}</source>
        <translation>Choose… {name}</translation>
    </message>
</context>
<context>
    <name>_Fields</name>
    <message>
        <source>Avant, entre-temps, vous</source>
        <translation>Before, meanwhile, you</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>Précédente</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>Suivante</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Demande précédente de la liste (K)</source>
        <translation>Previous submission of the list (K)</translation>
    </message>
    <message>
        <source>Demande suivante de la liste (J)</source>
        <translation>Next submission of the list (J)</translation>
    </message>
    <message>
        <source>Demande {seq} — {kind}</source>
        <translation>Submission {seq} — {kind}</translation>
    </message>
    <message>
        <source>reçue le {when}</source>
        <translation>received on {when}</translation>
    </message>
</context>
<context>
    <name>_IncidentLine</name>
    <message>
        <source>Incident</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source> · demande {seq}</source>
        <translation> · submission {seq}</translation>
    </message>
    <message>
        <source>Clore…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>Clore… l’incident {number}, {title}</source>
        <translation>Close… incident {number}, {title}</translation>
    </message>
</context>
<context>
    <name>_Notes</name>
    <message>
        <source>Notes internes</source>
        <translation>Internal notes</translation>
    </message>
    <message>
        <source>Nouvelle note interne</source>
        <translation>New internal note</translation>
    </message>
    <message>
        <source>Nouvelle note (la personne peut un jour la lire)</source>
        <translation>New note (the person may one day read it)</translation>
    </message>
    <message>
        <source>Ajouter la note</source>
        <translation>Add the note</translation>
    </message>
    <message>
        <source>Brouillon gardé au fur et à mesure</source>
        <translation>Draft kept as you type</translation>
    </message>
    <message>
        <source>Brouillon retrouvé</source>
        <translation>Draft found again</translation>
    </message>
    <message>
        <source>Note en cours d’envoi…</source>
        <translation>Note on its way…</translation>
    </message>
</context>
<context>
    <name>_Reason</name>
    <message>
        <source>Motif (obligatoire)</source>
        <translation>Reason (required)</translation>
    </message>
    <message>
        <source>Précision (facultative)</source>
        <translation>Remark (optional)</translation>
    </message>
</context>
<context>
    <name>_Resembling</name>
    <message>
        <source>{what}&#xa0;: {label} ({score}&#xa0;%) — {reasons}</source>
        <translation>{what}: {label} ({score}%) — {reasons}</translation>
    </message>
    <message>
        <source>Voir</source>
        <translation>See</translation>
    </message>
    <message>
        <source>Voir {label}</source>
        <translation>See {label}</translation>
    </message>
    <message>
        <source>Rattacher…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>Rattacher… {label}</source>
        <translation>Link… {label}</translation>
    </message>
    <message>
        <source>Écarter</source>
        <translation>Put aside</translation>
    </message>
    <message>
        <source>Écarter {label}</source>
        <translation>Put aside {label}</translation>
    </message>
</context>
<context>
    <name>_Rights</name>
    <message>
        <source>Tous les services</source>
        <translation>All services</translation>
    </message>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Retirer l’accès…</source>
        <translation>End access…</translation>
    </message>
    <message>
        <source>Rôles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>Droits de {agent}</source>
        <translation>Rights of {agent}</translation>
    </message>
    <message>
        <source>Retirer l’accès de {agent}&#xa0;? Son compte ne s’ouvre plus, et la clé de l’équipe est refaite pour les autres.</source>
        <translation>End the access of {agent}? Their account no longer opens, and the team&apos;s key is made anew for the others.</translation>
    </message>
    <message>
        <source>Retirer l’accès</source>
        <translation>End access</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>environnement</source>
        <translation>environment</translation>
    </message>
</context>
<context>
    <name>_TaskCard</name>
    <message>
        <source>{verb}&#xa0;: {many} demandes</source>
        <translation>{verb}: {many} requests</translation>
    </message>
    <message>
        <source>Annuler ce qui a été fait</source>
        <translation>Undo what was done</translation>
    </message>
    <message>
        <source>Résultat par demande</source>
        <translation>Result for each request</translation>
    </message>
    <message>
        <source>Demande</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>fait</source>
        <translation>done</translation>
    </message>
</context>
<context>
    <name>_Transit</name>
    <message>
        <source>En cours de transfert</source>
        <translation>On the way</translation>
    </message>
    <message>
        <source>Le site n’a pas encore donné de liste.</source>
        <translation>The site has not given a list yet.</translation>
    </message>
    <message>
        <source>Rien en cours. Dernière relève il y a {ago}.</source>
        <translation>Nothing on the way. Last poll {ago} ago.</translation>
    </message>
</context>
</TS>
