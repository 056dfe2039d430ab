/** What a person can do next. */
export const NEXT_SENTENCES = {
  "see-log": "Read the end of its log, which is with the report.",
  "raise-timeout": "See what it waited for in the log's end; raise the timeout in the package if it needs longer.",
  "see-file": "See that the file is for this kind of system and that its interpreter is installed.",
  "clear-way": "Move what is in the way, or choose another folder in the package; then retry the task.",
  "correct-package": "Correct the package and publish it again.",
  "correct-installer": "Say it in the package, publish it as a new version, and order that.",
  "close-folder":
    "Let nobody but the agent's user change what is named, then retry the task: whoever may would act with the agent's rights.",
  "set-folder":
    "Set the variable for the agent's service on the device, or name a folder of its own in the package; then retry the task.",
  "other-via": "Choose another way in the package (via), publish it as a new version, and order that.",
  "install-program": "Install the program on the device, or name another one in the package; then retry the task.",
  "allow-program": "See that the agent may read and run it: the rights of the file, and what the system forbids.",
  "other-processor": "Add a variant for this kind of processor to the package, or order it for other devices.",
  "free-disk": "Free some space on the device, then retry the task.",
  "free-disk-kept": "Free some space on the device, then retry; what is here already is kept.",
  "see-agent-log": "The agent's log on the device has the details.",
  "publish-again": "Publish the release again.",
  "look-for-proxies": "Something between the server and this device changes what passes; look for proxies.",
  "ask-publisher":
    "If you have published it, see what is signed: shoal package get. If you have not, the server or its task key is in other hands.",
  "sound-disk": "See to it that the server's disk is sound, and that nobody stands between; then retry the task.",
  "check-server":
    "See to it that this is your server, and that nobody stands between: shoal trust show says what it should give out. If it was restored from a backup, sign its metadata anew: shoal trust renew --restored.",
  "clock-timestamp":
    "Compare the device's clock with the server's. If it is right, look at the server's log: it signs its timestamp twice a day by itself.",
  "clock-snapshot":
    "Compare the device's clock with the server's. If it is right, look at the server's log: it signs its snapshot by itself.",
  "clock-root": "Compare the device's clock with the server's. If it is right, sign a new root: shoal trust renew.",
  "clock-role": "Compare the device's clock with the server's. If it is right, sign it anew: shoal trust renew.",
  "sign-with-named":
    "Sign with a key that the metadata names: shoal trust show. If nobody of yours has signed this, the server or something before it is not to be trusted.",
  "see-secret":
    "See that it is set, and for this package (shoal secret list), then retry the task: it is sealed anew for each action.",
  "see-kernel":
    "See what the kernel says of the device (dmesg); if it is well, retry the task: what is on it already is kept.",
  "name-other-device": "Name another block device in the package, or free this one; nothing was written to it.",
  "run-detection": "Run the detection by hand on the device, or correct the rule in the package.",
  "check-detection": "Check the detection rule against a device where it is installed, and the installer's log.",
  "check-removal":
    "See in the log what the removal left, and check the detection rule against a device where it is not installed.",
  "look-then-retry": "Look at the device, then retry the task; mark the installer repeatable if it may be run twice.",
  "look-at-way":
    "See that the device reaches the server and its sources of content; then retry the task: what is here already is kept.",
  "look-at-needed": "See why what it needs failed on this device; when that is mended, retry the task.",
  "meet-needed": "Publish or install what it needs, or order it where it is there already; then retry the task.",
  "give-window":
    "Give its devices a longer window, say in the package how long it takes (expectedDuration), or order it as immediate.",
  "look-at-attempts": "See why each attempt failed; when the cause is mended, retry the task.",
  "see-envelope":
    "See whose task key sealed it: a device takes its own server's messages, in their order, and each once.",
  "restart-device": "Restart the device, or allow restarts in the agent settings.",
  "retry-when-mended": "When the cause is mended: shoal task retry {task}",
  "another-agrees": "Another operator agrees to it: shoal task approve.",
  "start-task": "Start the task.",
  "make-task": "Make a task that has this device among its targets.",
  "person-asks":
    "A person at the device asks for it: shoal-agent install {package}. At its deadline, if it has one, it becomes required.",
  "gets-it-connected":
    "Nothing needs to be done: the device gets it when it connects. If it should be connected, look at the agent's service and at its way to the server.",
  "see-rollout": "How far its rollout is: shoal rollout show {task}",
  "tried-again": "It is tried again by itself; now: shoal task retry {task} --device {device}",
  "image-match-linux": "Add os: linux to the variant's match.",
  "image-see-devices": "See what is there with lsblk -o NAME,SIZE,PARTLABEL,PARTUUID and ls /dev/disk/by-id.",
  "image-other-label": "Give one of them another label, or name it by ID= or PARTUUID=.",
  "image-name-block": "Name a block device: lsblk lists them.",
  "image-retry": "Retry the task.",
  "image-let-go": "See who has it (lsblk, fuser, other mount namespaces), let go of it, then retry.",
  "image-be-root": "Run the agent as root, and take off any write protection.",
  "image-unprotect": "Take its write protection off (blockdev --setrw, or its switch), then retry.",
  "image-larger": "Name a larger device, or publish a smaller image.",
  "image-not-own": "Name the device that is to be overwritten; this one runs the agent itself.",
  "image-unmount": "Unmount {place*} if nothing needs it, then retry.",
  "image-swapoff": "swapoff {device*}, if there is memory enough; then retry.",
  "image-take-out":
    "Take it out of its array, volume group or mapping first (mdadm --stop, vgchange -an, dmsetup remove), then retry.",
  "see-memory-disk": "Check the device's memory and disk; publish the release again if other devices fail too.",
  "see-other-installers": "See what else installs on this device, then retry.",
  "publish-or-between": "Publish the release again, or look at what stands between this device and the server.",
  "proxies-or-memory":
    "Something between the server and this device changes what passes; look for proxies and failing memory.",
} as const;
