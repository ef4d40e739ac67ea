/** The database cannot be used. The message is one sentence for people, with the way out; it holds no secret. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError'
}

/** The connection broke while a transaction was being ended: it may be stored, or not. */
export class UncertainError extends DatabaseError {
  override readonly name = 'DatabaseUncertain'
}

/** A value is one that the database cannot hold: what it belongs to would be refused again and again. */
export class RefusedError extends Error {
  override readonly name = 'DatabaseRefused'
}

/** A stored secret cannot be decrypted: SECRET_KEY is another than the one it was stored with, or the row was changed. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadable'
}

/** SQLite's primary result codes that a person can do something about. */
const sentences: Record<number, (file: string) => string> = {
  8: (file) => `The database ${file} cannot be written: give this user the right to write it and its folder.`,
  10: (file) => `The disk failed while the database ${file} was read or written: check the disk.`,
  11: (file) => `The database ${file} is damaged: put back a copy of it, or move it away to begin with an empty one.`,
  13: (file) => `The disk is full: free space where the database ${file} lies.`,
  14: (file) => `The database ${file} cannot be opened: check that its folder exists and that this user may write there.`,
  26: (file) => `${file} is no database of this program: name another file, or move it away to begin with an empty one.`,
}

const systemErrors = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ENOSPC', 'ENOENT'])

/** What `error` means for people: a DatabaseError where the cause is known, else the error itself. */
export function explained(error: unknown, file: string): unknown {
  if (error instanceof DatabaseError || !(error instanceof Error)) return error
  const { errcode, code } = error as { errcode?: number; code?: string }
  // The primary code stands in the lowest byte of the extended one.
  const sentence = errcode === undefined ? undefined : sentences[errcode & 0xff]
  if (sentence) return new DatabaseError(sentence(file), { cause: error })
  if (/database is locked/.test(error.message)) {
    return new DatabaseError(`The database ${file} is in use by another program: end that one first.`, { cause: error })
  }
  if (code === 'ENOSPC') return new DatabaseError(sentences[13]?.(file), { cause: error })
  if (code !== undefined && systemErrors.has(code)) {
    return new DatabaseError(
      `The database ${file} cannot be created (${code}): check that its folder can be written by this user, or set DATABASE_URL.`,
      { cause: error },
    )
  }
  return error
}
