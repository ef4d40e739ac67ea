import { SqlitePlatform, Type } from '@mikro-orm/sql'
import type { EntityProperty, Platform } from '@mikro-orm/sql'

/** A number of JavaScript with all its digits: the ORM's own types keep half of them in PostgreSQL, or make text of them. */
export class PlainNumber extends Type<number, number> {
  override getColumnType(_: EntityProperty, platform: Platform): string {
    return platform instanceof SqlitePlatform ? 'real' : 'double precision'
  }

  override compareAsType(): string {
    return 'number'
  }
}
