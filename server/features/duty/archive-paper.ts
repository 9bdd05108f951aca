import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { DutyArchive, dutyArchiveRoutes as r } from '#contract/duty-archives.ts'
import { attendanceNames, levelNames, partName } from '#contract/duty-kinds.ts'
import {
  blankPaper,
  type committeeFacts,
  dateText,
  type Paper,
  committeeFacts as readFacts,
  render,
  safeFileName,
  uniqueNames,
} from '#features/documents/index.ts'
import { chineseNumber } from '#platform/chinese/numerals.ts'
import type { Context } from '#platform/context.ts'
import { DomainError } from '#platform/errors.ts'
import { zipStream } from '#platform/files/zip-stream.ts'
import { getDutyArchive } from './queries/archive.ts'
import { listDutyArchives } from './queries/archives.ts'

type Act = DutyArchive['chapters'][number]['acts'][number]
type Facts = Awaited<ReturnType<typeof committeeFacts>>

function aboutOf(act: Act): string {
  return [
    act.attendance ? attendanceNames[act.attendance] : partName(act.kind, act.part),
    act.level && levelNames[act.level],
    act.kind.startsWith('meeting.') && act.quantity > 1 && `${act.quantity}个半天`,
    act.proofs && `证明材料：${act.proofs.join('、')}`,
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
    subtitle: `第${chineseNumber(term.number)}届　${m.name}　${sealed ? '已封存' : `截至${dateText(facts.today)}，未封存`}`,
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
      ...archive.chapters.flatMap(({ chapter, name, acts }): Paper['blocks'][number][] =>
        acts.length === 0
          ? chapter === 'reports' && reportsYearly(archive)
            ? [
                { kind: 'plain', text: name },
                { kind: 'text', text: '还没有归档的年度履职报告。' },
              ]
            : []
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

/** Whether the archive has the yearly reports of a standing member, also when none is in. Source: 蚌埠 2018，常委年度履职报告. */
const reportsYearly = ({ member }: DutyArchive): boolean => member.posts.some((post) => post.includes('常务委员'))

type Found = Awaited<ReturnType<typeof getDutyArchive>>
const nameOf = ({ archive: { member, term } }: Found) =>
  safeFileName(`履职档案 ${member.name} 第${chineseNumber(term.number)}届`)

/** The archive as a Word file. @throws DomainError access.denied, not-found */
export async function getDutyArchivePaper(
  ctx: Context,
  memberId: string,
  termId: string | undefined,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const found = await getDutyArchive(ctx, memberId, termId)
  return { fileName: `${nameOf(found)}.docx`, bytes: await render(archivePaper(await readFacts(ctx), found)) }
}

/** The archives of a list as one zip. @throws DomainError access.denied, not-found, dutyArchive.nobody, papers.busy */
export async function getDutyArchivePapers(
  ctx: Context,
  f: z.output<typeof r.getDutyArchivePapers.query>,
): Promise<{ fileName: string; papers: number; stream: Readable }> {
  const { term, total } = await listDutyArchives(ctx, { ...f, limit: 1 })
  if (term === null || total === 0) throw new DomainError('dutyArchive.nobody')
  const facts = await readFacts(ctx)
  const unique = uniqueNames()
  async function* parts() {
    let cursor: string | undefined
    do {
      const page = await listDutyArchives(ctx, { ...f, cursor, limit: 100 })
      for (const { memberId } of page.items) {
        const found = await getDutyArchive(ctx, memberId, term!.id)
        yield { name: `${unique(nameOf(found))}.docx`, bytes: render(archivePaper(facts, found)) }
      }
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return {
    fileName: `${safeFileName(`第${chineseNumber(term.number)}届履职档案`)}.zip`,
    papers: total,
    stream: zipStream(parts(), ctx.now),
  }
}
