$folder = Join-Path $env:ProgramData "hello"
New-Item -ItemType Directory -Force -Path $folder | Out-Null
Set-Content -Path (Join-Path $folder "hello.txt") -Value "hello 1.0.0"
