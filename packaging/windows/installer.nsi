; Installs both programs for everybody on a machine: French and English, silent with /S, over an older version, and away
; again without touching a store. Compiled by makensis, on Windows and on Debian:
;   makensis -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DTREE=…\dist\ofpra-backoffice -DOUT=…\ofpra-backoffice-0.1.0.exe packaging\windows\installer.nsi
; (TREE and OUT are whole paths: makensis works in the folder of this script.)
; Silent switches: /S, /SERVICE=1 (the collector as a service), /POLICY=C:\policy.toml, /D=C:\folder (last).
Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
; A file that can't be written ends the installation (silent: without a question), instead of being left out of it.
AllowSkipFiles off
RequestExecutionLevel admin

!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Sections.nsh

!define ID "fr.ofpra.BackOffice"
!define TASK "Ofpra\BackOffice collect"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

Name "$(Product)"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Ofpra\BackOffice"
InstallDirRegKey HKLM "${UNINSTALL}" "InstallLocation"
BrandingText "Ofpra"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1036 "ProductName" "Ofpra – demandes en ligne"
VIAddVersionKey /LANG=1036 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1036 "FileDescription" "Installation"
VIAddVersionKey /LANG=1036 "CompanyName" "Ofpra"
VIAddVersionKey /LANG=1036 "LegalCopyright" "Ofpra"

!define MUI_ICON "../icons/fr.ofpra.BackOffice.ico"
!define MUI_UNICON "../icons/fr.ofpra.BackOffice.ico"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is the language of a system that speaks neither.
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"

LangString Product ${LANG_FRENCH} "Ofpra – demandes en ligne"
LangString Product ${LANG_ENGLISH} "Ofpra – online requests"
LangString Programs ${LANG_FRENCH} "Programmes"
LangString Programs ${LANG_ENGLISH} "Programs"
LangString Service ${LANG_FRENCH} "Service de relève (jour et nuit)"
LangString Service ${LANG_ENGLISH} "Collecting service (day and night)"
LangString Running ${LANG_FRENCH} "Un programme de cette application est ouvert. Fermez-le, puis recommencez."
LangString Running ${LANG_ENGLISH} "A program of this application is open. Close it, then try again."
LangString Only64 ${LANG_FRENCH} "Windows 10 ou 11, 64 bits, est nécessaire."
LangString Only64 ${LANG_ENGLISH} "Windows 10 or 11, 64 bits, is needed."
LangString NoPolicy ${LANG_FRENCH} "Le fichier de politique n’a pas pu être copié."
LangString NoPolicy ${LANG_ENGLISH} "The policy file could not be copied."
LangString NoService ${LANG_FRENCH} "La relève n’a pas pu être confiée au planificateur de tâches."
LangString NoService ${LANG_ENGLISH} "The collector could not be handed to the task scheduler."
LangString Kept ${LANG_FRENCH} "Les bases et la politique sont conservées (%LOCALAPPDATA%\ofpra-backoffice, %ProgramData%\Ofpra\BackOffice)."
LangString Kept ${LANG_ENGLISH} "Stores and policy are kept (%LOCALAPPDATA%\ofpra-backoffice, %ProgramData%\Ofpra\BackOffice)."

; Ends the collector: at any moment, what is acknowledged is stored. A program that is still open locks its own file.
; Disabled first: its task starts it again by the minute. NOT TRIED on Windows, as all that speaks to the scheduler.
!macro STOP
  nsExec::Exec 'schtasks /Change /TN "${TASK}" /DISABLE'
  Pop $0
  nsExec::Exec 'schtasks /End /TN "${TASK}"'
  Pop $0
  Sleep 2000
!macroend

; Goes on with it, where there is one.
!macro GO_ON
  nsExec::Exec 'schtasks /Change /TN "${TASK}" /ENABLE'
  Pop $0
  nsExec::Exec 'schtasks /Run /TN "${TASK}"'
  Pop $0
!macroend

!macro REFUSE_WHILE_OPEN UN
Function ${UN}RefuseWhileOpen
  ${If} ${FileExists} "$INSTDIR\backoffice-gui.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\backoffice-gui.exe" a
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "$(Running)" /SD IDOK
      SetErrorLevel 32
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_OPEN ""
!insertmacro REFUSE_WHILE_OPEN "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(Only64)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ; An upgrade keeps the service where there is one; /SERVICE says otherwise.
  ReadRegDWORD $1 HKLM "${UNINSTALL}" "Service"
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/SERVICE=" $3
  ${IfNot} ${Errors}
    StrCpy $1 $3
  ${EndIf}
  Call Choose
FunctionEnd

Section "$(Programs)" PROGRAMS
  SectionIn RO
  ; Asked first: an installation that is refused has stopped nothing.
  Call RefuseWhileOpen
  !insertmacro STOP
  ; Nothing of an older version stays beside the new one: a library of both is a program of neither.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\LICENCES"
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateDirectory "$SMPROGRAMS\Ofpra"
  CreateShortCut "$SMPROGRAMS\Ofpra\Demandes en ligne.lnk" "$INSTDIR\backoffice-gui.exe"
  CreateShortCut "$SMPROGRAMS\Ofpra\Demandes en ligne (démonstration).lnk" "$INSTDIR\backoffice-gui.exe" "--demo"
  ; Only administrators write a policy; everybody reads it.
  CreateDirectory "$COMMONPROGRAMDATA\Ofpra\BackOffice"
  nsExec::Exec 'icacls "$COMMONPROGRAMDATA\Ofpra\BackOffice" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
  Pop $0
  ${GetParameters} $2
  ClearErrors
  ${GetOptions} $2 "/POLICY=" $3
  ${IfNot} ${Errors}
    ClearErrors
    CopyFiles /SILENT "$3" "$COMMONPROGRAMDATA\Ofpra\BackOffice\policy.toml"
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "$(NoPolicy)" /SD IDOK
      SetErrorLevel 2
    ${EndIf}
  ${EndIf}

  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "$(Product)"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\backoffice-gui.exe"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Ofpra"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "Service" 0
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; The collector, started with the machine by the task scheduler, as LocalService, which owns nothing but its own folder. (A
; program of Windows' service manager would have to answer it; a console program that is told to end by its data does not.)
Section /o "$(Service)" COLLECTOR
  CreateDirectory "$COMMONPROGRAMDATA\Ofpra\BackOffice\collect"
  nsExec::Exec 'icacls "$COMMONPROGRAMDATA\Ofpra\BackOffice\collect" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-19:(OI)(CI)M'
  Pop $0
  SetOutPath "$INSTDIR"
  File "collect-task.xml"
  nsExec::Exec 'schtasks /Create /F /TN "${TASK}" /XML "$INSTDIR\collect-task.xml"'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_ICONSTOP "$(NoService)" /SD IDOK
    SetErrorLevel 3
  ${EndIf}
  WriteRegDWORD HKLM "${UNINSTALL}" "Service" 1
  !insertmacro GO_ON
SectionEnd

; A service that is not wanted any more has no task.
Section "-without"
  ${IfNot} ${SectionIsSelected} ${COLLECTOR}
    nsExec::Exec 'schtasks /Delete /F /TN "${TASK}"'
    Pop $0
  ${EndIf}
SectionEnd

; Cut amid the copying: the collector that was there goes on, as far as it is still whole.
Function .onInstFailed
  !insertmacro GO_ON
FunctionEnd

; After the sections, which it names.
Function Choose
  ${If} $1 == 1
    SectionSetFlags ${COLLECTOR} ${SF_SELECTED}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "Uninstall"
  Call un.RefuseWhileOpen
  !insertmacro STOP
  nsExec::Exec 'schtasks /Delete /F /TN "${TASK}"'
  Pop $0
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\LICENCES"
  Delete "$INSTDIR\backoffice.exe"
  Delete "$INSTDIR\backoffice-gui.exe"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\collect-task.xml"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir "$PROGRAMFILES64\Ofpra"
  Delete "$SMPROGRAMS\Ofpra\Demandes en ligne.lnk"
  Delete "$SMPROGRAMS\Ofpra\Demandes en ligne (démonstration).lnk"
  RMDir "$SMPROGRAMS\Ofpra"
  DeleteRegKey HKLM "${UNINSTALL}"
  DetailPrint "$(Kept)"
SectionEnd
