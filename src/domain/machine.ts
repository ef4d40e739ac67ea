/** What the computer that the manager runs on has, and how much of it is used by everything on it. */
export interface Machine {
  cores: number
  /** Of all cores together, 0 to 100; null: not known. */
  cpuPercent: number | null
  memoryBytes: number
  memoryUsedBytes: number
  /** Of the file system where the data lies; 0: not known. */
  diskBytes: number
}
