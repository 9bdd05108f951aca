import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { dutyArchive } from '#contract/duty-archives.ts'
import { provesSeal, type SealProof } from '#platform/events/seal-proof.ts'
import type { Secrets } from '#platform/secrets.ts'

const hex = z.string().regex(/^[0-9a-f]*$/)
/** What goes with a sealed archive, so that it can be checked anywhere. */
const archiveProof = z.object({
  form: z.literal('tongxin duty proof 1'),
  hash: hex,
  paperSha256: hex,
  event: z.object({
    line: z.string(),
    path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex })).max(64),
    number: z.int(),
    previous: hex,
    seal: hex,
    sealedAt: z.string(),
  }),
  publicKey: hex,
  signature: hex,
})
export type ArchiveProof = z.infer<typeof archiveProof>

/** SM3 of the archive's bytes, in hexadecimal. */
export const archiveHash = (content: string): string => createHash('sm3').update(content, 'utf8').digest('hex')

// An Ed25519 key as PKCS#8 is this, then its 32 secret bytes.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const spki = Buffer.from('302a300506032b6570032100', 'hex')

/** The key with which this installation signs archives: its own, derived from its secret. */
function signingKey(secrets: Pick<Secrets, 'sign'>): KeyObject {
  const seed = secrets.sign('duty archive', 'ed25519 v1')
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
}

/** The public key of this installation, 32 bytes in hexadecimal: made known once, so that anybody can check. */
export const archiveKeyOf = (secrets: Pick<Secrets, 'sign'>): string =>
  createPublicKey(signingKey(secrets)).export({ format: 'der', type: 'spki' }).subarray(spki.length).toString('hex')

const signedText = (proof: Pick<ArchiveProof, 'hash' | 'paperSha256' | 'event'>) =>
  Buffer.from(
    ['tongxin duty archive 1', proof.hash, proof.paperSha256, proof.event.number, proof.event.seal].join('\n'),
  )

/** Signs an archive with its paper and the seal of its event. */
export function makeArchiveProof(
  secrets: Pick<Secrets, 'sign'>,
  given: { content: string; paper: Uint8Array; event: SealProof },
): ArchiveProof {
  const hash = archiveHash(given.content)
  const paperSha256 = createHash('sha256').update(given.paper).digest('hex')
  const unsigned = { hash, paperSha256, event: given.event }
  return {
    form: 'tongxin duty proof 1',
    ...unsigned,
    publicKey: archiveKeyOf(secrets),
    signature: sign(null, signedText(unsigned), signingKey(secrets)).toString('hex'),
  }
}

/** What a check of an archive found. */
export interface ArchiveCheck {
  problems: string[]
  /** Of whom it is, where it can be read. */
  about: string
  publicKey: string
  sealNumber: number
  sealedAt: string
}

/** Checks an archive by itself: its bytes against the hash, the hash in the sealed event, the event's way to the seal, the
 *  signature, and the key where one is trusted. Needs no database and no network.
 *  @throws Error for files that are not of this form */
export function checkArchive(
  given: { content: string; paper: Uint8Array; proof: string },
  trustedKey: string | null,
): ArchiveCheck {
  const proof = archiveProof.parse(JSON.parse(given.proof))
  const archive = dutyArchive.parse(JSON.parse(given.content))
  const problems: string[] = []
  if (archiveHash(given.content) !== proof.hash) problems.push('档案内容与封存时不同')
  if (createHash('sha256').update(given.paper).digest('hex') !== proof.paperSha256)
    problems.push('Word 文件与签发时不同')
  const line = z.array(z.unknown()).parse(JSON.parse(proof.event.line))
  const details = z.object({ hash: z.string(), termId: z.string() }).safeParse(line[10])
  if (line[2] !== 'dutyArchive.sealed' || !details.success) problems.push('所附的不是封存档案的记录')
  else if (details.data.hash !== proof.hash || details.data.termId !== archive.term.id || line[4] !== archive.member.id)
    problems.push('封存记录说的不是这一份档案')
  if (!provesSeal(proof.event)) problems.push('封存记录与封存号对不上')
  const key = createPublicKey({
    key: Buffer.concat([spki, Buffer.from(proof.publicKey, 'hex')]),
    format: 'der',
    type: 'spki',
  })
  if (!verify(null, signedText(proof), key, Buffer.from(proof.signature, 'hex'))) problems.push('签名不对')
  if (trustedKey !== null && trustedKey !== proof.publicKey) problems.push('不是用所信任的公钥签发的')
  return {
    problems,
    about: `${archive.committee} 第 ${archive.term.number} 届 ${archive.member.name}`,
    publicKey: proof.publicKey,
    sealNumber: proof.event.number,
    sealedAt: proof.event.sealedAt,
  }
}
