import { isIP } from 'node:net'

/** Whether `host`, as a URL names it, can only be the machine that looks. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/[[\]]/g, '')
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}
