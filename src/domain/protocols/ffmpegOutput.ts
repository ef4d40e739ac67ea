/** How FFmpeg is told to send: what stands behind its input. */
export interface FfmpegOutput {
  args: readonly string[]
  /** Options with secrets in their values, which may be told to FFmpeg apart from its arguments. */
  secretOptions: Readonly<Record<string, string>>
  /** The last argument. It holds a secret only where the protocol leaves no other way. */
  url: string
}

/** Keeps what stands behind it, an input or an output, to these of FFmpeg's protocols: no file, no pipe and no other network. */
export function through(...protocols: readonly string[]): string[] {
  return ['-protocol_whitelist', protocols.join(',')]
}

/** A target's URL with an address in place of the name of its host; null or undefined: as it is. */
export function atAddress(url: string, address: string | null | undefined): string {
  if (!address) return url
  const host = address.includes(':') ? `[${address}]` : address
  return url.replace(/(?<=:\/\/)(?:\[[^\]]*\]|[^:/?]*)/, () => host)
}

/** FFmpeg reads lines of at most 999 bytes. */
const longestLine = 990

/** All arguments, secrets among them: whoever sees this machine's processes sees those too. */
export function inArguments({ args, secretOptions, url }: FfmpegOutput): string[] {
  return [...args, ...asArguments(Object.entries(secretOptions)), url]
}

/**
 * All arguments, with the secret options left to the preset file `file`, and what is to stand in it; null when there is
 * nothing to hide.
 */
export function inPreset(output: FfmpegOutput, file: string): { args: string[]; preset: string | null } {
  const lines = Object.entries(output.secretOptions).map((option) => [option, `${option.join('=')}\n`] as const)
  const hidden = lines.filter(([, line]) => Buffer.byteLength(line) <= longestLine)
  if (hidden.length === 0) return { args: inArguments(output), preset: null }
  const shown = lines.filter((line) => !hidden.includes(line)).map(([option]) => option)
  return {
    args: [...output.args, ...asArguments(shown), '-fpre', file, output.url],
    preset: hidden.map(([, line]) => line).join(''),
  }
}

function asArguments(options: readonly (readonly [string, string])[]): string[] {
  return options.flatMap(([name, value]) => [`-${name}`, value])
}
