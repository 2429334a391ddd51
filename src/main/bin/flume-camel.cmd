@echo off
rem Licensed under the Apache License, Version 2.0; see the LICENSE file.
rem
rem Starts the agent. JAVA_HOME chooses the Java (17 or later); FLUME_CAMEL_OPTS holds options for the JVM, such as
rem -Xmx512m or -Dlogs=C:/logs.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" %FLUME_CAMEL_OPTS% -jar "%~dp0..\flume-camel.jar" %*
exit /b %ERRORLEVEL%
