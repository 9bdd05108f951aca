import type { ScoringScheme } from '#contract/scoring-scheme.ts'
import { Facts, Section } from '../../shared/page.tsx'
import { frameWords, gradeWords, limitsOfItem, lineWords, matchWords, tariffWords } from './sentences.ts'
import { memberWords, points } from './words.ts'

/** A scheme as one reads it: items with what counts, grades, preconditions, lines. */
export function SchemeText({ scheme }: { scheme: ScoringScheme }) {
  const { items, groups, grades, preconditions, vetoes, lines } = scheme
  const limited = groups.filter(({ cap, floor }) => cap !== null || floor !== null)
  return (
    <>
      <Section title="总分">
        <Facts
          items={[
            ['计分', frameWords(scheme)],
            ['依据', scheme.source],
            ...(scheme.remark ? [['说明', scheme.remark] as const] : []),
            ...limited.map(
              ({ name, cap, floor }) =>
                [
                  `“${name}”合计`,
                  [cap === null ? '' : `最多 ${points(cap)} 分`, floor === null ? '' : `最少 ${points(floor)} 分`]
                    .filter(Boolean)
                    .join('，'),
                ] as const,
            ),
          ]}
        />
      </Section>
      <Section title={`计分项目（${items.length}）`}>
        <ol className="scheme-items">
          {items.map((item) => (
            <li key={item.key}>
              <p>
                <strong>{item.name}</strong>
                {limitsOfItem(item, scheme) && <span className="faint">　{limitsOfItem(item, scheme)}</span>}
              </p>
              {item.tariffs.length > 0 && (
                <ul>
                  {item.tariffs.map((tariff, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the tariffs of a text that stands still
                    <li key={i}>{tariffWords(tariff)}</li>
                  ))}
                </ul>
              )}
              {item.remark && <p className="faint">{item.remark}</p>}
            </li>
          ))}
        </ol>
      </Section>
      {preconditions.length > 0 && (
        <Section title="先要做到的">
          <ul className="scheme-list">
            {preconditions.map((one) => (
              <li key={one.key}>
                {one.members !== 'all' && `${memberWords[one.members]}：`}
                {one.name}（{matchWords(one)}，{one.atLeast} 次以上）
                {one.unmetGrade && `；没有做到，最高只评“${one.unmetGrade}”`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="等次">
        {grades.length === 0 ? (
          <p className="faint">不分等次。</p>
        ) : (
          <ul className="scheme-list">
            {grades.map((grade) => (
              <li key={grade.name}>
                <strong>{grade.name}</strong>：{gradeWords(grade)}
              </li>
            ))}
          </ul>
        )}
        {vetoes.length > 0 && (
          <ul className="scheme-list">
            {vetoes.map((veto) => (
              <li key={veto.key}>
                一票否决：{veto.name}
                {veto.match ? `（${matchWords(veto.match)}）` : '（由机关认定）'}，评“{veto.grade}”
              </li>
            ))}
          </ul>
        )}
      </Section>
      {lines.length > 0 && (
        <Section title="提醒、约谈和劝辞的线">
          <ul className="scheme-list">
            {lines.map((line) => (
              <li key={line.key}>{lineWords(line)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
