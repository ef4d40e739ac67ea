import { expect, it } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { startApi } from '../support/api.ts'
import { freshDatabase, isOnPostgres } from '../support/database.ts'
import { createInput, createOutput } from '../support/operations.ts'

const everything = `{
  inputs {
    id state desired
    stateHistory { state failureCode }
    outputs { id name protocol state desired failure { code } }
  }
  incidents { incidents { title cause ending failure { code } } }
  timeline(inputId: "1") { entries { kind inputState failure { code message } } }
  logs(first: 50) { lines { level source text } }
}`

const failure = {
  ...{ code: 'NEW_CODE', message: 'Something new.', likelyCause: null, advice: [], evidence: null, count: 1 },
  ...{ firstSeenAt: '2026-01-01T00:00:00.000Z', lastSeenAt: '2026-01-01T00:00:00.000Z' },
}

// Of SQLite alone, where rows are easily changed by hand: the stores read both databases alike.
it.skipIf(isOnPostgres)('values of a newer version keep nothing else from being run and read, and stay as they are', async () => {
  await using database = await freshDatabase({ isLasting: true })
  const file = database.place.kind === 'sqlite' ? database.place.file : ''
  const inFile = (sql: string) => {
    const opened = openSqlite(file)
    const rows = sql.startsWith('select') ? opened.prepare(sql).all() : opened.exec(sql)
    opened.close()
    return rows
  }
  const start = () => startApi({ database: database.place })
  {
    await using before = await start()
    const input = await createInput(before, { name: 'Camera 1' })
    const other = await createInput(before, { name: 'Camera 2' })
    const url = 'rtmp://192.0.2.9/app/canary-key'
    await createOutput(before, { inputId: input.id, name: 'Of tomorrow', protocol: 'RTMP', url })
    await createOutput(before, { inputId: input.id, name: 'Usual', protocol: 'UDP', url: 'udp://192.0.2.9:6000' })
    await createOutput(before, { inputId: other.id, name: 'Wished', protocol: 'UDP', url: 'udp://192.0.2.9:6001' })
  }
  inFile(`
    update output set protocol = 'RI\x1bST' where id = 1;
    update output set desired = 'PAUSED' where id = 3;
    update input set desired = 'SCHEDULED' where id = 2;
    update timeline_entry set kind = 'SCHEDULE', input_state = 'PAUSED', failure = '${JSON.stringify(failure)}' where book = 'input:1';
    insert into incident (subject, title, cause, failure, output_ids, output_names, opened_at, closed_at, last_seen_at, ending)
      values ('output:2', 'A title', 'NEW_CODE', '${JSON.stringify(failure)}', '[]', '[]', 1767225600000, 1767225601000, 1767225601000, 'MERGED');
    update log_line set level = 'NOTICE', source = 'PLUGIN' where text = 'Stopping';
    update state_day set spans = '[["PAUSED", 1767225600000, null, "NEW_CODE"]]', ended_at = null where subject = 'input:1';
    insert or ignore into state_day values ('input:1', 20454, null, '[["PAUSED", 1767225600000, null, "NEW_CODE"]]');
  `)
  const ofTomorrow = () => [
    inFile(`select * from output where id = 1`),
    inFile(`select * from timeline_entry where book = 'output:1'`),
  ]
  const kept = ofTomorrow()
  expect(kept.every((rows) => rows?.length === 1)).toBe(true)
  {
    await using api = await start()
    const { data, errors } = await api.ask<{ inputs: unknown; logs: { lines: { level: string; text: string }[] } }>(everything)
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      inputs: [
        { id: '1', desired: 'RUNNING', outputs: [{ id: '2', name: 'Usual', protocol: 'UDP', desired: 'RUNNING' }] },
        { id: '2', state: 'STOPPED', desired: 'STOPPED', outputs: [{ id: '3', state: 'STOPPED', desired: 'STOPPED' }] },
      ],
      incidents: {
        incidents: expect.arrayContaining([{ title: 'A title', cause: 'UNKNOWN', ending: null, failure: { code: 'UNKNOWN' } }]),
      },
      timeline: {
        entries: expect.arrayContaining([
          { kind: 'STATE', inputState: 'UNKNOWN', failure: { code: 'UNKNOWN', message: 'Something new.' } },
        ]),
      },
    })
    expect(JSON.stringify(data?.inputs)).toContain('{"state":"UNKNOWN","failureCode":"UNKNOWN"}')
    expect(data?.logs.lines).toContainEqual({ level: 'INFO', source: 'APP', text: 'Stopping' })
    const said = data?.logs.lines.filter(({ level }) => level === 'ERROR').map(({ text }) => text)
    expect(said).toEqual([
      expect.stringMatching(/^The input "Camera 2" \(row 2 .* has the wish "SCHEDULED", .* It stays stopped/),
      expect.stringMatching(
        /^The output "Of tomorrow" \(row 1 .* is of the kind "RI\\u\{1b\}ST", .* It is not run and not shown;/,
      ),
      expect.stringMatching(/^The output "Wished" \(row 3 .* has the wish "PAUSED", /),
    ])
    expect(JSON.stringify([data, api.printed])).not.toContain('canary')
    expect(api.worker.assignments.outputs.map(({ id, desired }) => `${id} ${desired}`)).toEqual(['2 RUNNING', '3 STOPPED'])

    const deleted = await api.ask('mutation { deleteInput(id: "1") { __typename } }')
    expect(deleted.errors).toMatchObject([
      { message: expect.stringMatching(/"Of tomorrow" \(row 1 /), extensions: { code: 'BAD_USER_INPUT', field: 'id' } },
    ])
    const applied = await api.ask('mutation { applyConfiguration(file: { text: "inputs: []" }) { __typename } }')
    expect(applied.errors).toMatchObject([{ message: expect.stringMatching(/"Of tomorrow" \(row 1 /) }])
    expect(await api.query('mutation { startOutput(id: "3") { ... on Output { desired } } }')).toEqual({
      startOutput: { desired: 'RUNNING' },
    })
  }
  expect(ofTomorrow()).toEqual(kept)
  inFile(`update output set protocol = 'RTMP' where id = 1`)
  await using after = await start()
  const [first] = (await after.query<{ inputs: { outputs: object[] }[] }>('{ inputs { outputs { id name desired } } }')).inputs
  expect(first?.outputs[0]).toEqual({ id: '1', name: 'Of tomorrow', desired: 'RUNNING' })
  expect(after.worker.assignments.outputs[0]).toMatchObject({ secrets: { streamKey: 'canary-key' } })
})
