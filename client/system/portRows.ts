/** Ports that stand in one row of the picture. */
const portsPerRow = 25
/** Of a range with more rows only those in which a port is used are drawn. */
const mostRows = 10

interface PortRange {
  start: number
  end: number
}

/** The range in rows of 25, each port once. Of a large one only rows with a used port, and the first. */
export function portRows({ start, end }: PortRange, used: ReadonlySet<number>): number[][] {
  const rows = Array.from({ length: Math.ceil((end - start + 1) / portsPerRow) }, (_, row) => {
    const first = start + row * portsPerRow
    return Array.from({ length: Math.min(portsPerRow, end - first + 1) }, (_none, place) => first + place)
  })
  return rows.length <= mostRows ? rows : rows.filter((ports, row) => row === 0 || ports.some((port) => used.has(port)))
}
