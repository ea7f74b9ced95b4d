<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="fr_FR">
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
        <source>Connecté · {coming}</source>
        <translation>Connected · {coming}</translation>
    </message>
    <message>
        <source>Hors ligne depuis {since} · {coming}</source>
        <translation>Offline since {since} · {coming}</translation>
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
        <source>Médiane {median} · 95&#xa0;% en moins de {p95} · maximum {longest} sur 29&#xa0;min</source>
        <translation>Median {median} · 95% in less than {p95} · longest {longest} of 29&#xa0;min</translation>
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
        <source>N’y touchez pas et prévenez votre administrateur&#xa0;: une sauvegarde peut le remplacer.</source>
        <translation>Leave it alone and tell your administrator: a backup can replace it.</translation>
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
        <source>Prévenez votre administrateur, qui lancera «&#xa0;backoffice doctor&#xa0;».</source>
        <translation>Tell your administrator, who will run “backoffice doctor”.</translation>
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
        <source>Date déclarée</source>
        <translation>Date as declared</translation>
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
        <source>oui</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>non</source>
        <translation>no</translation>
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
    <name>Help</name>
    <message>
        <source>Ce que fait ce programme</source>
        <translation>What this program does</translation>
    </message>
    <message>
        <source>Le site de l’Ofpra ne garde une demande que 29 minutes. Ce programme la relève, la range ici chiffrée, la relit, puis en accuse réception&#xa0;: le site détruit alors sa copie et en donne la preuve.</source>
        <translation>Ofpra’s site keeps a submission for 29 minutes only. This program collects it, stores it here encrypted, reads it back, then acknowledges it: the site then destroys its copy and proves it.</translation>
    </message>
    <message>
        <source>Demandes</source>
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
    <name>House</name>
    <message>
        <source>Relève arrêtée</source>
        <translation>Collecting stopped</translation>
    </message>
</context>
<context>
    <name>Keys</name>
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
        <source>Retour, effacer, fermer</source>
        <translation>Back, clear, close</translation>
    </message>
    <message>
        <source>Ouvrir la demande</source>
        <translation>Open the submission</translation>
    </message>
    <message>
        <source>Demande suivante</source>
        <translation>Next submission</translation>
    </message>
    <message>
        <source>Demande précédente</source>
        <translation>Previous submission</translation>
    </message>
    <message>
        <source>Copier le numéro</source>
        <translation>Copy the number</translation>
    </message>
    <message>
        <source>Aller à Demandes</source>
        <translation>Go to Submissions</translation>
    </message>
    <message>
        <source>Aller à Transferts</source>
        <translation>Go to Transfers</translation>
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
        <source>Demandes</source>
        <translation>Submissions</translation>
    </message>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
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
    <name>Menus</name>
    <message>
        <source>&amp;Fichier</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Demande</source>
        <translation>&amp;Submission</translation>
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
        <source>Ai&amp;de</source>
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
        <translation>Submissions</translation>
    </message>
    <message>
        <source>Transferts</source>
        <translation>Transfers</translation>
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
        <source>Rien n’est cassé et rien n’a été relevé&#xa0;: le programme ne sait pas encore à quel site s’adresser.</source>
        <translation>Nothing is broken and nothing was collected: the program does not know yet which site to ask.</translation>
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
        <source>Rien n’est accusé en ce moment&#xa0;: voir les alarmes</source>
        <translation>Nothing is being acknowledged at the moment: see the alarms</translation>
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
</context>
<context>
    <name>Strips</name>
    <message>
        <source>Coffre fermé&#xa0;: la liste et la relève fonctionnent, le contenu des demandes ne peut pas être lu.</source>
        <translation>Vault closed: the list and collecting work, the contents of submissions can’t be read.</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
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
        <source>Demandes</source>
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
    <message>
        <source>Lecture de la liste…</source>
        <translation>Reading the list…</translation>
    </message>
    <message>
        <source>La base met plus de temps que d’habitude à répondre.</source>
        <translation>The store takes longer than usual to answer.</translation>
    </message>
    <message numerus="yes">
        <source>%n nouvelle(s) demande(s)</source>
        <translation>
            <numerusform>%n new submission</numerusform>
            <numerusform>%n new submissions</numerusform>
        </translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
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
        <source>Stockée</source>
        <translation>Stored</translation>
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
        <source>Stockée, expirée sur le site</source>
        <translation>Stored, expired on the site</translation>
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
        <source>La base est occupée par un autre programme</source>
        <translation>The store is kept busy by another program</translation>
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
        <source>La seconde copie ne peut pas être écrite</source>
        <translation>The second copy can’t be written</translation>
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
        <source>Une base qui n’est pas des nôtres a pris la demande&#xa0;; notre copie est gardée.</source>
        <translation>A store that is not ours took the submission; our copy is kept.</translation>
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
