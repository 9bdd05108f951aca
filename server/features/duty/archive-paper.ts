import type { DutyArchive } from '#contract/duty-archives.ts'
import { attendanceNames, levelNames, partName } from '#contract/duty-kinds.ts'
import {
  blankPaper,
  type committeeFacts,
  dateText,
  type Paper,
  committeeFacts as readFacts,
  render,
  safeFileName,
} from '#features/documents/index.ts'
import type { Context } from '#platform/context.ts'
import { getDutyArchive } from './queries/archive.ts'

type Act = DutyArchive['chapters'][number]['acts'][number]
type Facts = Awaited<ReturnType<typeof committeeFacts>>

function aboutOf(act: Act): string {
  return [
    act.attendance ? attendanceNames[act.attendance] : partName(act.kind, act.part),
    act.level && levelNames[act.level],
    act.kind.startsWith('meeting.') && `${act.quantity}个半天`,
  ]
    .filter(Boolean)
    .join('，')
}

/** The archive of a term as a paper: who, then what was done by the chapters. Source: 蚌埠市政协委员履职档案 2018. */
export function archivePaper(
  facts: Facts,
  { archive, sealed }: { archive: DutyArchive; sealed: { at: string; hash: string } | null },
): Paper {
  const { member: m, term } = archive
  const pair = (one: string, a: string, other: string, b: string) => [
    { text: one, label: true },
    { text: a },
    { text: other, label: true },
    { text: b },
  ]
  const wide = (label: string, text: string) => [
    { text: label, label: true },
    { text, span: 3 },
  ]
  const service = `${m.joinedOn ? dateText(m.joinedOn) : ''}至${m.leftOn ? dateText(m.leftOn) : term.endsOn ? dateText(term.endsOn) : '今'}`
  return {
    ...blankPaper(facts, 'form'),
    title: `${archive.committee}委员履职档案`,
    subtitle: `第${term.number}届　${m.name}　${sealed ? '已封存' : `截至${dateText(facts.today)}，未封存`}`,
    blocks: [
      { kind: 'label', text: '一、基本信息' },
      {
        kind: 'table',
        shares: [16, 34, 16, 34],
        heads: [],
        rows: [
          pair('姓名', m.name, '性别', m.sex),
          pair('民族', m.ethnicity, '党派', m.parties.join('、')),
          pair('界别', m.sector, '任职', service),
          pair('学历', m.education, '职称', m.professionalTitle),
          wide('工作单位和职务', [m.employer, m.employerPost].filter(Boolean).join(' ')),
          wide('政协职务', m.posts.join('、')),
          wide('所在组织', m.groups.join('、')),
          wide('工作经历', m.career),
          wide('专长', m.expertise),
        ],
      },
      { kind: 'label', text: '二、履职情况' },
      ...archive.chapters.flatMap(({ name, acts }): Paper['blocks'][number][] =>
        acts.length === 0
          ? []
          : [
              { kind: 'plain', text: `${name}（${acts.length}）` },
              {
                kind: 'table',
                shares: [18, 18, 44, 20],
                heads: ['日期', '类别', '事项', '说明'],
                rows: acts.map((act) => [
                  { text: dateText(act.occurredOn) },
                  { text: act.label },
                  { text: act.title },
                  { text: aboutOf(act) },
                ]),
              },
            ],
      ),
      ...(archive.chapters.every(({ acts }) => acts.length === 0)
        ? [{ kind: 'text' as const, text: '本届没有履职记录。' }]
        : []),
      ...(sealed ? [{ kind: 'plain' as const, text: `封存校验值（SM3）：${sealed.hash}` }] : []),
    ],
  }
}

/** The archive as a Word file. @throws DomainError access.denied, not-found */
export async function getDutyArchivePaper(
  ctx: Context,
  memberId: string,
  termId: string | undefined,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const found = await getDutyArchive(ctx, memberId, termId)
  const paper = archivePaper(await readFacts(ctx), found)
  const { member, term } = found.archive
  return { fileName: `${safeFileName(`履职档案 ${member.name} 第${term.number}届`)}.docx`, bytes: await render(paper) }
}
