import type { ImportProblem } from '#contract/common.ts'
import {
  type DutyLevel,
  type DutyPart,
  dutyKindOf,
  levelNames,
  manualDutyKinds,
  partNames,
} from '#contract/duty-kinds.ts'
import { isCivilDate } from '#platform/calendar/civil-date.ts'
import { foldText } from '#platform/chinese/text.ts'
import type { UploadedTable } from '#platform/spreadsheets/uploaded-tables.ts'
import { refusalOf, type Service, serviceOn, type WrittenRecord } from './rules/records.ts'

/** Headings under which duties come, the usual one first. */
export const dutyHeadings = {
  name: ['姓名', '委员', '委员姓名'],
  memberNumber: ['委员证号', '证号', '委员编号'],
  date: ['日期', '时间', '履职日期', '活动日期'],
  kind: ['类别', '履职类别', '类型'],
  title: ['事项', '标题', '内容', '活动名称', '履职内容'],
  part: ['身份', '角色'],
  level: ['级别', '层级'],
  organiser: ['组织单位', '组织者', '主办'],
  note: ['说明', '备注'],
} as const
export type DutyField = keyof typeof dutyHeadings

/** A member as an import finds them. */
export interface KnownMember {
  id: string
  name: string
  memberNumber: string
  /** Who imports. */
  oneself: boolean
  services: readonly Service[]
}
export interface PlannedRecord extends WrittenRecord {
  memberId: string
  memberName: string
  termId: string
  note: string
  organiserGroupId: string | null
}
export interface DutyPlan {
  create: PlannedRecord[]
  unchanged: number
  problems: ImportProblem[]
}

const titleLimit = 200
const noteLimit = 2_000
const said = {
  'not-yet': '日期还没有到',
  'outside-term': '这一天不在该委员的任期内',
} as const
const partWords: Readonly<Record<string, DutyPart>> = {
  ...Object.fromEntries(Object.entries(partNames).map(([part, word]) => [word, part as DutyPart])),
  第一: 'lead',
  主笔: 'lead',
  本人: 'lead',
  参与: 'participant',
}
const levelWords: Readonly<Record<string, DutyLevel>> = {
  ...Object.fromEntries(Object.entries(levelNames).map(([level, word]) => [word, level as DutyLevel])),
  国家: 'national',
  国家级: 'national',
  全国: 'national',
  省: 'provincial',
  市: 'city',
  县: 'county',
  区: 'county',
  区级: 'county',
}
const kindByLabel = new Map(manualDutyKinds.map((one) => [foldText(one.label), one.kind]))

/** 2026年3月2日、2026/3/2、2026.3.2, with or without a time, as a civil date; what is none (several days, too) stays as written. */
export function readDate(cell: string): string {
  const day =
    /^(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/
  const found = day.exec(cell.trim())
  return found ? `${found[1]}-${found[2]!.padStart(2, '0')}-${found[3]!.padStart(2, '0')}` : cell.trim()
}

const keyOf = (r: Pick<PlannedRecord, 'memberId' | 'kind' | 'title' | 'occurredOn'>) =>
  [r.memberId, r.kind, r.occurredOn, foldText(r.title)].join(' ')

/** The days a table tells of, as far as they can be read. */
export const daysIn = (tables: readonly UploadedTable<DutyField>[]): string[] =>
  [
    ...new Set(
      tables.flatMap(({ rows, header: { columns } }) =>
        rows.map(({ cells }) => readDate(columns.date === undefined ? '' : (cells[columns.date] ?? ''))),
      ),
    ),
  ].filter(isCivilDate)

/** Decides what an import would do; preview and import come from here. Pure.
 *  @param held what stands already, by `keyOf` its rows: the same again is left
 *  @param inLedger meetings and activities that came by themselves: entered once more they would count twice */
export function planDuties(
  tables: readonly UploadedTable<DutyField>[],
  known: {
    members: readonly KnownMember[]
    groups: ReadonlyMap<string, string>
    held: readonly Pick<PlannedRecord, 'memberId' | 'kind' | 'title' | 'occurredOn'>[]
    inLedger: readonly Pick<PlannedRecord, 'memberId' | 'kind' | 'title' | 'occurredOn'>[]
    today: string
  },
): DutyPlan {
  const plan: DutyPlan = { create: [], unchanged: 0, problems: [] }
  const held = new Set(known.held.map(keyOf))
  const dayOf = (r: Pick<PlannedRecord, 'memberId' | 'kind' | 'occurredOn'>) =>
    `${r.memberId} ${r.kind} ${r.occurredOn}`
  const inLedger = new Map(known.inLedger.map((one) => [dayOf(one), one.title]))
  const seen = new Map<string, number>()
  const byName = new Map<string, KnownMember[]>()
  for (const member of known.members)
    byName.set(foldText(member.name), [...(byName.get(foldText(member.name)) ?? []), member])
  for (const table of tables)
    for (const { row, cells } of table.rows) {
      const value = (field: DutyField) => {
        const column = table.header.columns[field]
        return column === undefined ? '' : (cells[column] ?? '').trim()
      }
      const before = plan.problems.length
      const report = (field: DutyField, message: string, severity: ImportProblem['severity'] = 'error') =>
        plan.problems.push({
          file: table.fileName,
          row,
          column: dutyHeadings[field][0],
          value: value(field).slice(0, 60),
          severity,
          message,
        })
      const member = findMember(byName.get(foldText(value('name'))) ?? [], value('memberNumber'), (m) =>
        report('name', m),
      )
      if (member?.oneself) report('name', '自己的履职由别人导入，或者自己补记后由别人审核')
      const kind = kindByLabel.get(foldText(value('kind'))) ?? ''
      if (kind === '') report('kind', kindProblem(value('kind')))
      const title = value('title')
      if (title === '') report('title', '没有写事项')
      else if ([...title].length > titleLimit) report('title', `事项超过 ${titleLimit} 字`)
      if ([...value('note')].length > noteLimit) report('note', `说明超过 ${noteLimit} 字`)
      const occurredOn = readDate(value('date'))
      if (!isCivilDate(occurredOn)) report('date', '日期无法识别，请写成 2026-03-02')
      const parts = dutyKindOf(kind)?.parts ?? []
      const part = value('part') === '' ? parts[0] : partWords[value('part')]
      if (kind !== '' && (part === undefined || !parts.includes(part)))
        report('part', `「${dutyKindOf(kind)!.label}」的身份请写：${parts.map((one) => partNames[one]).join('、')}`)
      const level = value('level') === '' ? null : (levelWords[value('level')] ?? null)
      if (value('level') !== '' && level === null) report('level', '级别请写：全国、省级、市级、县级')
      const organiser = value('organiser')
      const organiserGroupId = organiser === '' ? null : (known.groups.get(foldText(organiser)) ?? null)
      if (organiser !== '' && organiserGroupId === null)
        report('organiser', '没有这个专委会或小组，按本会组织记录', 'warning')
      if (plan.problems.slice(before).some((one) => one.severity === 'error') || !member || part === undefined) continue
      const refusal = refusalOf({ kind, part, occurredOn }, member.services, known.today)
      if (refusal) {
        // The part was looked at above.
        if (refusal !== 'wrong-part') report('date', said[refusal])
        continue
      }
      const { termId } = serviceOn(member.services, occurredOn)!
      const planned: PlannedRecord = {
        ...{ memberId: member.id, memberName: member.name, termId, kind, part, level, title, occurredOn },
        ...{ note: value('note'), organiserGroupId },
      }
      const key = keyOf(planned)
      const twin = seen.get(key)
      if (twin !== undefined) report('title', `与第 ${twin} 行重复`)
      else if (held.has(key)) plan.unchanged++
      else if (inLedger.has(dayOf(planned)))
        report(
          'title',
          `这一天的${dutyKindOf(kind)?.label}已自动入账：${inLedger.get(dayOf(planned))}。同一次的请删去这一行；另有一次的请单独代录`,
        )
      else plan.create.push(planned)
      seen.set(key, row)
    }
  return plan
}

function kindProblem(written: string): string {
  if (written === '') return '没有写类别'
  return `没有「${written.slice(0, 20)}」这一类，或这一类由系统自动入账。可以写的类别见模板`
}

function findMember(
  named: readonly KnownMember[],
  memberNumber: string,
  report: (message: string) => void,
): KnownMember | null {
  const found = memberNumber === '' ? named : named.filter((one) => one.memberNumber === memberNumber)
  if (found.length === 1) return found[0]!
  if (named.length === 0) report('名册中没有这位委员')
  else if (found.length === 0) report('委员证号与姓名对不上')
  else report('名册中有同名委员，请加一列委员证号')
  return null
}
