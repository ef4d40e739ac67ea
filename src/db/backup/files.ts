import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'

/** File systems that know no second name for a file say one of these. */
const withoutLinks: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/** What it holds outlasts a power cut. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** And so do the names in its folder. */
export function syncFolderOf(file: string): void {
  syncFile(dirname(file))
}

/** Gives a finished file its name, all at once. Throws EEXIST where that name is taken. */
export function publish(unfinished: string, file: string): void {
  try {
    // Unlike a renaming, this never replaces anything.
    linkSync(unfinished, file)
    unlinkSync(unfinished)
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code)) throw error
    if (existsSync(file)) throw Object.assign(new Error(`${file} exists`), { code: 'EEXIST' })
    renameSync(unfinished, file)
  }
  syncFolderOf(file)
}

/** Gives the content of a file a second name. Throws EEXIST where that name is taken. */
export function keepAs(file: string, kept: string): void {
  try {
    linkSync(file, kept)
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code)) throw error
    if (existsSync(kept)) throw Object.assign(new Error(`${kept} exists`), { code: 'EEXIST' })
    copyFileSync(file, kept)
    syncFile(kept)
  }
}
