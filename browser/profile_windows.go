package browser

const lockFlags = 0
