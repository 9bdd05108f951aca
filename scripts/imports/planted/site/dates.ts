// breaks: web-and-site-import-the-contract
export type { Stats } from 'node:fs'
