package regular

// Windows has no pipes among its files.
const noWait = 0

// LockFlags are for opening a lock file.
const LockFlags = 0
