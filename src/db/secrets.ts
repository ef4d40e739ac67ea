import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { SecretUnreadableError } from './errors.ts'

const version = 'v1'
const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * Encrypts secrets for the database. The text is `v1:NONCE:TAG:CIPHERTEXT`, each part in base64. It is bound to its
 * place (such as `output:12:streamKey`), so that a text copied to another row or field cannot be read there.
 */
export class SecretBox {
  readonly #key: Buffer

  /** `secretKey`: SECRET_KEY, of any length; the key of the cipher is derived from it. */
  constructor(secretKey: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secretKey, '', 'stream-distribution-manager secrets v1', 32))
  }

  encrypt(secret: string, place: string): string {
    const nonce = randomBytes(nonceBytes)
    const cipher = createCipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(place))
    const encrypted = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return [version, ...[nonce, cipher.getAuthTag(), encrypted].map((part) => part.toString('base64'))].join(':')
  }

  /** Throws SecretUnreadableError when the key, the place or the text is another than at encryption. */
  decrypt(text: string, place: string): string {
    const [readVersion, ...parts] = text.split(':')
    const [nonce, tag, encrypted] = parts.map((part) => Buffer.from(part, 'base64'))
    if (readVersion !== version || parts.length !== 3 || !nonce || !tag || !encrypted) {
      throw new SecretUnreadableError(`The secret at ${place} is stored in a format that this version does not know`)
    }
    try {
      const decipher = createDecipheriv(algorithm, this.#key, nonce, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new SecretUnreadableError(
        `The secret at ${place} cannot be decrypted: SECRET_KEY is not the one that it was stored with`,
        { cause },
      )
    }
  }
}
