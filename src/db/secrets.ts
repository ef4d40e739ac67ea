import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { SecretUnreadableError } from './errors.ts'

const version = 'v1'
const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** A secret in clear. `isOutdated`: it lies under a key of before. */
export interface OpenedSecret {
  secret: string
  isOutdated: boolean
}

/**
 * Encrypts secrets for the database. The text is `v1:NONCE:TAG:CIPHERTEXT`, each part in base64. It is bound to its
 * place (such as `output:12:streamKey`), so that a text copied to another row or field cannot be read there.
 */
export class SecretBox {
  readonly #key: Buffer
  readonly #previousKeys: readonly Buffer[]

  /**
   * `secretKey`: SECRET_KEY, of any length; the key of the cipher is derived from it. `previousKeys`: what it was before;
   * these only open.
   */
  constructor(secretKey: string, previousKeys: readonly string[] = []) {
    this.#key = derived(secretKey)
    this.#previousKeys = previousKeys.map(derived)
  }

  encrypt(secret: string, place: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place))
    const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return [version, ...[nonce, cipher.getAuthTag(), encrypted].map((part) => part.toString('base64'))].join(':')
  }

  /** Throws SecretUnreadableError when no key is the one of encryption, or the place or the text is another. */
  decrypt(text: string, place: string): OpenedSecret {
    const [readVersion, ...parts] = text.split(':')
    const [nonce, tag, encrypted] = parts.map((part) => Buffer.from(part, 'base64'))
    if (readVersion !== version || parts.length !== 3 || !nonce || !tag || !encrypted) {
      throw new SecretUnreadableError(`The secret at ${place} is stored in a format that this version does not know`)
    }
    for (const key of [this.#key, ...this.#previousKeys]) {
      const secret = opened({ nonce, tag, encrypted }, key, place)
      if (secret !== null) return { secret, isOutdated: key !== this.#key }
    }
    throw new SecretUnreadableError(`The secret at ${place} cannot be decrypted: it was stored with another SECRET_KEY`)
  }
}

function derived(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'stream-distribution-manager secrets v1', 32))
}

/** Null when the key is another than at encryption, or the place or the text is. */
function opened(
  { nonce, tag, encrypted }: { nonce: Buffer; tag: Buffer; encrypted: Buffer },
  key: Buffer,
  place: string,
): string | null {
  try {
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
