import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Keys of this installation, one for each purpose, all derived from one secret that never enters the database. */
export interface Secrets {
  /** HMAC-SHA-256 under the key of `purpose`. */
  sign(purpose: string, text: string): Buffer
  /** AES-256-GCM under the key of `purpose`. @param owner whose text it is: it opens for no other */
  seal(purpose: string, owner: string, text: string): string
  /** @throws Error when it was sealed elsewhere, for another owner, or was changed */
  open(purpose: string, owner: string, sealed: string): string
}

const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** Opens `secret.key` of the data directory; makes it the first time, readable by its owner only.
 *  Several servers on one database need the same file. @throws Error when the file is not 32 bytes */
export function openSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secret.key')
  const secret = readSecret(file) ?? makeSecret(dataDir, file)
  if (secret.length !== keyBytes) throw new Error(`${file} is not ${keyBytes} bytes: restore it from the backup`)
  return secretsFrom(secret)
}

/** The keys derived from 32 secret bytes. */
export function secretsFrom(secret: Buffer): Secrets {
  const keys = new Map<string, Buffer>()
  const keyOf = (purpose: string) => {
    const known = keys.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', secret, '', `tongxin ${purpose}`, keyBytes))
    keys.set(purpose, key)
    return key
  }
  return {
    sign: (purpose, text) => createHmac('sha256', keyOf(purpose)).update(text).digest(),
    seal(purpose, owner, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keyOf(purpose), iv).setAAD(Buffer.from(owner))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(purpose, owner, sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('sealed in a form this version does not know')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(purpose), bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

function readSecret(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, also when two processes start at once: the loser takes the winner's. */
function makeSecret(dataDir: string, file: string): Buffer {
  mkdirSync(dataDir, { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return readFileSync(file)
}
