"""What differs from one operating system to another, and nothing else: the only room that asks which one this is.

Each module is one subject with one answer per system: files and locks, the process that decodes, the keyring's
own errors, the machine's policy, the service manager, logs. Elsewhere the name of the system is never read: an
architecture test forbids it. A test fakes the name in `names`, and puts its own modules in the place of the system's.

It knows the standard library and nothing of ours, decides no rule, and says no sentence.
"""
