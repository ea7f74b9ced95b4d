"""What turns the sources into something an administrator installs; nothing of it ships.

`version` names the build, `tree` says what each part costs and what of the build machine shows, `licences` and
`bill` say what is inside, `icons` and `manual` make what a desktop wants, `deb` makes Debian's package of it all.
Run as `PYTHONPATH=packaging python -m delivery.NAME`; build.spec uses the same.
"""
