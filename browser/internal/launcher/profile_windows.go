package launcher

const lockFlags = 0
