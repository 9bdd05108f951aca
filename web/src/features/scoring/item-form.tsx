import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { SchemeItem, ScoringScheme, Tariff } from '#contract/scoring-scheme.ts'
import { LinkButton } from '../../shared/link-button.tsx'
import { isShared, MatchFields } from './match-fields.tsx'
import { LimitInput, ManySelect, NumberInput, OneSelect, PointsInput } from './point-inputs.tsx'
import { Labelled, ProblemsAt, useProblems } from './problems.tsx'
import { limitsOfItem, tariffWords } from './sentences.ts'
import { kindOptions, memberWords, optionsOf, shareWords, wayWords } from './words.ts'

export const blankTariff = (): Tariff => ({
  kinds: ['proposal.registered'],
  attendance: [],
  levels: [],
  parts: [],
  sharing: 'any',
  points: 500,
  share: 'full',
})

interface ItemProps {
  item: SchemeItem
  scheme: ScoringScheme
  /** Where it stands in the scheme. */
  at: string
  onChange: (item: SchemeItem) => void
}

/** One item as a form: what counts, how much, its limit; what few items need is folded away. */
export function ItemForm(props: ItemProps) {
  const { item, scheme, at, onChange } = props
  const set = (patch: Partial<SchemeItem>) => onChange({ ...item, ...patch })
  const judged = item.way === 'judged'
  return (
    <div className="scheme-form">
      <div className="scheme-fields">
        <Labelled label="项目名称" at={`${at}.name`}>
          <Input value={item.name} maxLength={60} onChange={(event) => set({ name: event.target.value })} />
        </Labelled>
        <Labelled label="怎样计">
          <OneSelect
            label="怎样计"
            value={item.way}
            options={optionsOf(wayWords)}
            onChange={(way) =>
              set({ way, tariffs: way === 'judged' ? [] : item.tariffs.length > 0 ? item.tariffs : [blankTariff()] })
            }
          />
        </Labelled>
        <Labelled label="对谁">
          <OneSelect
            label="对谁"
            value={item.members}
            options={optionsOf(memberWords)}
            onChange={(members) => set({ members })}
          />
        </Labelled>
      </div>
      {!judged && (
        <fieldset className="scheme-tariffs">
          <legend>哪些记录计多少分（从上往下，先合的算）</legend>
          <ProblemsAt at={`${at}.tariffs`} />
          {item.tariffs.map((tariff, place) => {
            const put = (next: Tariff) => set({ tariffs: item.tariffs.map((one, i) => (i === place ? next : one)) })
            const here = `${at}.tariffs.${place}`
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place only
              <div key={place} className="scheme-tariff">
                <div className="scheme-fields">
                  <MatchFields value={tariff} at={here} onChange={put} />
                  <Labelled label="每次计几分" at={`${here}.points`}>
                    <PointsInput value={tariff.points} onChange={(points) => put({ ...tariff, points })} />
                  </Labelled>
                  {(isShared(tariff.kinds) || tariff.share !== 'full') && (
                    <Labelled label="联名的怎样分">
                      <OneSelect
                        label="联名的怎样分"
                        value={tariff.share}
                        options={optionsOf(shareWords)}
                        onChange={(share) => put({ ...tariff, share })}
                      />
                    </Labelled>
                  )}
                </div>
                <p className="faint">
                  {tariffWords(tariff)}{' '}
                  {item.tariffs.length > 1 && (
                    <LinkButton decisive onClick={() => set({ tariffs: item.tariffs.filter((_, i) => i !== place) })}>
                      去掉这一条
                    </LinkButton>
                  )}
                </p>
              </div>
            )
          })}
          <Button size="small" onClick={() => set({ tariffs: [...item.tariffs, blankTariff()] })}>
            再加一条
          </Button>
        </fieldset>
      )}
      <div className="scheme-fields">
        <Labelled label={judged ? '满分' : '封顶（不封就空着）'} at={`${at}.cap`}>
          <LimitInput value={item.cap} onChange={(cap) => set({ cap })} />
        </Labelled>
        {(scheme.groups.length > 0 || item.group !== '') && (
          <Labelled label="归到哪个大类" at={`${at}.group`}>
            <OneSelect
              label="归到哪个大类"
              value={item.group}
              options={[
                { value: '', label: '不归' },
                ...scheme.groups.map(({ key, name }) => ({ value: key, label: name })),
              ]}
              onChange={(group) => set({ group })}
            />
          </Labelled>
        )}
        <Labelled label="说明（给委员看）" at={`${at}.remark`} wide>
          <Input.TextArea
            value={item.remark}
            maxLength={500}
            autoSize={{ minRows: 1, maxRows: 5 }}
            onChange={(event) => set({ remark: event.target.value })}
          />
        </Labelled>
      </div>
      <MoreRules {...props} />
    </div>
  )
}

const foldedFields = ['begin', 'from', 'need', 'capEach', 'floor', 'requires', 'notAlsoAs'] as const
/** What the fold says of an item: all that is set within it. */
const folded = (item: SchemeItem, scheme: ScoringScheme) =>
  limitsOfItem({ ...item, members: 'all', way: 'each', cap: null, group: '' }, scheme)

function MoreRules({ item, scheme, at, onChange }: ItemProps) {
  const set = (patch: Partial<SchemeItem>) => onChange({ ...item, ...patch })
  const words = folded(item, scheme)
  const [open, setOpen] = useState(words !== '')
  const wrong = useProblems(foldedFields.map((field) => `${at}.${field}`)).length > 0
  const judged = item.way === 'judged'
  return (
    <details className="scheme-more" open={open || wrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        更多规则 <span className="faint">{words || '倒扣、起计次数、不重复计、先要有分的项目，都没有'}</span>
      </summary>
      <div className="scheme-fields">
        {!judged && (
          <>
            <Labelled label="第几次起计" at={`${at}.from`}>
              <NumberInput value={item.from} onChange={(from) => set({ from })} />
            </Labelled>
            <Labelled label="满几次才计" at={`${at}.need`}>
              <NumberInput value={item.need} onChange={(need) => set({ need })} />
            </Labelled>
            <Labelled label="每次最多（不限就空着）" at={`${at}.capEach`}>
              <LimitInput value={item.capEach} onChange={(capEach) => set({ capEach })} />
            </Labelled>
            <Labelled label="从几分算起（倒扣的）" at={`${at}.begin`}>
              <PointsInput value={item.begin} onChange={(begin) => set({ begin })} />
            </Labelled>
          </>
        )}
        <Labelled label="最低（扣完为止填 0）" at={`${at}.floor`}>
          <LimitInput value={item.floor} onChange={(floor) => set({ floor })} />
        </Labelled>
        <Labelled label="先要有分的项目" at={`${at}.requires`}>
          <ManySelect
            label="先要有分的项目"
            any="没有"
            value={item.requires}
            options={scheme.items
              .filter(({ key }) => key !== item.key)
              .map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(requires) => set({ requires })}
          />
        </Labelled>
        {!judged && (
          <Labelled label="已作这些计分的，同一件不再计" at={`${at}.notAlsoAs`} wide>
            <ManySelect
              label="已作这些计分的，同一件不再计"
              any="没有"
              value={item.notAlsoAs}
              options={kindOptions}
              onChange={(notAlsoAs) => set({ notAlsoAs })}
            />
          </Labelled>
        )}
      </div>
      {!judged && (
        <p>
          <Checkbox checked={item.highestOfSource} onChange={(event) => set({ highestOfSource: event.target.checked })}>
            同一件事取最高，不重复
          </Checkbox>
          <Checkbox checked={item.perHalfDay} onChange={(event) => set({ perHalfDay: event.target.checked })}>
            会议按半天计
          </Checkbox>
        </p>
      )}
    </details>
  )
}
