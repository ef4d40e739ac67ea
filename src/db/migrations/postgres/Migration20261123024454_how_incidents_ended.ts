import { Migration } from '@mikro-orm/migrations'

export class Migration20261123024454_how_incidents_ended extends Migration {
  override name = 'Migration20261123024454_how_incidents_ended'

  override up(): void | Promise<void> {
    this.addSql(`alter table "incident" add "ending" text null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "incident" drop column "ending";`)
  }
}
