; Registers account-inspector:// for this user, or for all users if the app is installed for all.
; https://learn.microsoft.com/en-us/previous-versions/windows/internet-explorer/ie-developer/platform-apis/aa767914(v=vs.85)

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\account-inspector" "" "URL:${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "Software\Classes\account-inspector" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\account-inspector\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\account-inspector\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\account-inspector"
!macroend
