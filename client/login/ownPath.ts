/**
 * Where to go after signing in: `asked`, when that is an address of this server, else its first page. It stands in the address of the
 * page, so it may come from a stranger, and browsers read more than two slashes as another host: tabs and backslashes too.
 */
export function ownPath(asked: string | undefined, origin: string): string {
  return asked?.startsWith('/') && URL.canParse(asked, origin) && new URL(asked, origin).origin === origin ? asked : '/'
}
