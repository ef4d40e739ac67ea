import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from './faults.ts'

/** Makes the folder where it is not there. @throws Error with a sentence that names the variable. */
export function makeWritable(variable: string, folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const remedy = `let this user write there, or name another folder with ${variable}`
    throw new Error(`${variable}: the folder ${folder} cannot be written (${errorCode(error)}): ${remedy}.`, { cause: error })
  }
}

/** Node's own recursive one never ends where a folder is there but takes no other, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

/** @throws Error with a sentence that names the variable. */
export function checkReadable(variable: string, file: string): void {
  try {
    if (!statSync(file).isFile()) throw Object.assign(new Error(), { code: 'not a file' })
    accessSync(file, constants.R_OK)
  } catch (error) {
    const remedy = 'name one that exists, or leave the variable out'
    throw new Error(`${variable}: the file ${file} cannot be read (${errorCode(error)}): ${remedy}.`, { cause: error })
  }
}
