// breaks: pure-rooms-import-pure-things
export type { Stats as ProposalFile } from 'node:fs'
export const coSignersNeeded = 3
