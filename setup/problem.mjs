/** Something that a person can mend: its message is one sentence with the way out, and no more is shown of it. */
export class Problem extends Error {
  /** @override */
  name = 'Problem'
}

/**
 * A file system's error as a Problem.
 *
 * @param {unknown} error
 * @param {string} folder
 * @param {string} remedy what to do, beginning with a verb
 * @returns {unknown} `error` itself when it is of another kind
 */
export function explainFileError(error, folder, remedy) {
  const { code, syscall } = /** @type {NodeJS.ErrnoException} */ (error)
  if (code === 'ENOSPC') return new Problem(`The disk that holds ${folder} is full: free some space, then try again.`)
  const isRefused = code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST'
  // Some folders, such as those in /proc, take no other.
  if (isRefused || (code === 'ENOENT' && syscall === 'mkdir')) {
    return new Problem(`The folder ${folder} cannot be written (${code}): ${remedy}.`)
  }
  return error
}
