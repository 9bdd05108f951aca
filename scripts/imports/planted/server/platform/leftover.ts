// breaks: no-orphan
export const leftover = true
