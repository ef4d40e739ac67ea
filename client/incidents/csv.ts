import type { ToldIncident } from './words.ts'

type Row = ToldIncident & { id: string; openedAt: string }

/** A table for a spreadsheet: RFC 4180, one incident a line. */
export function csvOf(incidents: readonly Row[]): string {
  const head = ['id', 'openedAt', 'closedAt', 'lastedSeconds', 'cause', 'title', 'input', 'outputs']
  const rows = incidents.map(({ id, openedAt, closedAt, cause, title, inputName, outputNames }) => {
    const lasted = closedAt == null ? '' : String(Math.round((Date.parse(closedAt) - Date.parse(openedAt)) / 1000))
    return [id, openedAt, closedAt ?? '', lasted, cause, title, inputName ?? '', outputNames.join('; ')]
  })
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A name that begins like a formula must not become one. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
