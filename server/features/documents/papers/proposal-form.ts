import { civilDateOf } from '#platform/calendar/civil-date.ts'
import type { Block, Paper, TableCell } from '../paper.ts'
import { dateText, printable, proposalReference } from '../rules.ts'
import { blankPaper, type Facts } from './facts.ts'

const kinds = { individual: '个人提案', joint: '联名提案', collective: '集体提案' } as const

function headOf(f: Facts): Pick<Paper, 'title' | 'subtitle'> {
  const { termNumber, sessionNumber, number, sessionNumber: session } = f.proposal
  const reference = proposalReference({ committee: f.committee.name, termNumber, sessionNumber, number: null })
  return {
    title: session === null ? reference : `${reference}表`,
    subtitle: number === null ? '（尚未编号）' : `第${number}号`,
  }
}

const label = (text: string): TableCell => ({ text, label: true })

/** 提案表: 案由, 提案者 and how to reach them, then 情况分析 and 具体建议. Source: 提案工作条例, 表单字段. */
export function proposalForm(f: Facts): Paper {
  const { proposal: p } = f
  const accepted = p.coSigners.filter((c) => c.state === 'accepted')
  const submitted = p.submittedAt === null ? '' : dateText(civilDateOf(new Date(p.submittedAt)))
  const publish = p.publishConsent ? '同意公开' : `不宜公开${p.publishNote ? `：${p.publishNote}` : ''}`
  const rows: TableCell[][] = [
    [label('案　由'), { text: p.title, span: 3 }],
    [label('提案者'), { text: p.proposers }, label('提案类型'), { text: kinds[p.kind] }],
    [label('界　别'), { text: p.leadProposer?.sector ?? '' }, label('联系电话'), { text: p.leadProposer?.phone ?? '' }],
    [label('类　别'), { text: p.category ?? '' }, label('提交日期'), { text: submitted }],
    ...(accepted.length > 0 ? [[label('联名委员'), { text: accepted.map((c) => c.name).join('、'), span: 3 }]] : []),
    [label('建议承办单位'), { text: p.suggestedUnits.map((u) => u.name).join('、'), span: 3 }],
    [label('是否公开'), { text: publish, span: 3 }],
  ]
  return {
    ...blankPaper(f, 'form'),
    ...headOf(f),
    blocks: [
      { kind: 'table', shares: [17, 33, 17, 33], heads: [], rows },
      { kind: 'gap' },
      { kind: 'label', text: '情况分析' },
      { kind: 'text', text: p.analysis },
      { kind: 'label', text: '具体建议' },
      ...suggestions(p.suggestions),
    ],
    enclosures: p.attachments.map((a) => a.name.replace(/\.[^.]{1,5}$/u, '')),
  }
}

/** One suggestion has no number. */
function suggestions(all: readonly string[]): Block[] {
  const filled = all.map((s) => printable(s).trim()).filter((s) => s !== '')
  return filled.map((text, i) => ({ kind: 'text', text: filled.length > 1 ? `${i + 1}. ${text}` : text }))
}

/** 联名页: everybody who signs with the first proposer, with room to sign by hand. */
export function coSignPage(f: Facts): Paper {
  const { proposal: p } = f
  const people = [
    ...(p.leadProposer
      ? [{ name: p.leadProposer.name, sector: p.leadProposer.sector, words: '第一提案人', on: p.submittedAt }]
      : []),
    ...p.coSigners
      .filter((c) => c.state === 'accepted' || c.state === 'invited')
      .map((c) => ({
        name: c.name,
        sector: c.sector,
        words: c.state === 'accepted' ? '同意联名' : '待答复',
        on: c.repliedAt,
      })),
  ]
  return {
    ...blankPaper(f, 'form'),
    title: `${headOf(f).title.replace(/表$/u, '')}联名页`,
    subtitle: headOf(f).subtitle,
    blocks: [
      {
        kind: 'table',
        shares: [17, 83],
        heads: [],
        rows: [[label('案　由'), { text: p.title }]],
      },
      { kind: 'gap' },
      {
        kind: 'table',
        shares: [10, 18, 20, 19, 19, 14],
        heads: ['序号', '姓名', '界别', '联名情况', '日期', '签名'],
        rows: people.map((one, i) => [
          { text: String(i + 1), centred: true },
          { text: one.name, centred: true },
          { text: one.sector ?? '', centred: true },
          { text: one.words, centred: true },
          { text: one.on === null ? '' : shortDate(one.on), centred: true },
          { text: '' },
        ]),
      },
    ],
  }
}

const shortDate = (at: string) => civilDateOf(new Date(at)).replaceAll('-', '.')
