import '../../shared/matter/matter.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type Appraisal, appraisalRoutes } from '#contract/appraisals.ts'
import { call, isProblem } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { StateTag, type Tone } from '../../shared/matter/state-tag.tsx'
import { useHat, useMe } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { standingOf, useKeptBallot } from './kept-ballot.ts'

const standingWords = { empty: '还没评', partly: '没评完', whole: '评好了', unknown: '不了解，不评' } as const
const standingTones: Record<keyof typeof standingWords, Tone> = {
  empty: 'open',
  partly: 'due',
  whole: 'done',
  unknown: 'stopped',
}

/** One unit a card, on to the next, and at the end all in one hand-in. The place is in the address, so 返回 goes one card back. */
export function Ballot({ one, done }: { one: Appraisal; done: () => Promise<unknown> }) {
  const me = useMe()
  const hat = useHat()
  const { at } = useSearch({ strict: false }) as { at?: string }
  const navigate = useNavigate()
  const [ticked, keep, forget] = useKeptBallot(`ballot.${me.accountId}.${one.id}`)
  const [asking, setAsking] = useState(false)
  const top = useRef<HTMLDivElement>(null)
  const { units, dimensions, levels } = one
  const place = at === undefined ? 0 : Math.min(Math.max(Number.parseInt(at, 10) || 0, 0), units.length + 1)
  useEffect(() => {
    if (place > 0) top.current?.scrollIntoView({ block: 'start' })
  }, [place])
  if (hat?.delegatedFor)
    return <p className="sealed-note">无记名评议只能委员本人打分、本人交票，不能代交。请委员用自己的账号登录。</p>
  const go = (next: number) =>
    void navigate({ to: '.', search: (next === 0 ? {} : { at: String(next) }) as never, resetScroll: false })
  const standing = (unitId: string) => standingOf(ticked[unitId], dimensions.length)
  const unfinished = units.findIndex((unit) => ['empty', 'partly'].includes(standing(unit.unitId)))
  const unit = units[place - 1]
  if (place === 0)
    return (
      <div className="ballot">
        {one.explanation && <p className="preserve">{one.explanation}</p>}
        <p className="sealed-note">
          无记名：票上没有名字，系统只记您交没交，不记您给了谁几分，谁也查不出来。没交以前，打的分只存在这台设备上。
        </p>
        <p>{`一共 ${units.length} 家单位，每家 ${dimensions.length} 项。不了解的可以不评。`}</p>
        <Button
          type="primary"
          size="large"
          block
          onClick={() => go(unfinished === -1 ? units.length + 1 : unfinished + 1)}
        >
          {Object.keys(ticked).length === 0 ? '开始打分' : '接着打分'}
        </Button>
      </div>
    )
  if (!unit)
    return (
      <div className="ballot" ref={top}>
        <h2>请再看一遍</h2>
        <ul className="ballot-list">
          {units.map((each, i) => (
            <li key={each.unitId}>
              <LinkButton onClick={() => go(i + 1)}>{each.name}</LinkButton>
              <StateTag tone={standingTones[standing(each.unitId)]}>{standingWords[standing(each.unitId)]}</StateTag>
            </li>
          ))}
        </ul>
        {unfinished === -1 ? (
          <Button type="primary" size="large" block danger onClick={() => setAsking(true)}>
            交票
          </Button>
        ) : (
          <Button type="primary" size="large" block onClick={() => go(unfinished + 1)}>
            {`去评${units[unfinished]!.name}`}
          </Button>
        )}
        <p className="ballot-clear">
          <LinkButton
            onClick={() => {
              forget()
              go(0)
            }}
          >
            清掉这台设备上打的分，重新来
          </LinkButton>
        </p>
        <ConfirmDialog
          open={asking}
          title="交票"
          okText="交票"
          decisive
          onClose={() => setAsking(false)}
          onOk={async () => {
            const scores = units.map(({ unitId }) => {
              const given = ticked[unitId]
              return { unitId, levels: given === 'unknown' || given === undefined ? null : (given as string[]) }
            })
            try {
              await call(appraisalRoutes.handInBallots, { params: { id: one.id }, body: { scores } })
            } catch (error) {
              // The connection broke after it had arrived: it is in.
              if (!isProblem(error, 'ballot.handed-in')) throw error
            }
            forget()
            toast('票已交，谢谢您')
            await done()
          }}
        >
          <p>一人只能交一次，交了不能改，因为谁也找不出哪一张是您的。</p>
        </ConfirmDialog>
      </div>
    )
  const given = ticked[unit.unitId]
  const known = given === 'unknown' || given === undefined ? dimensions.map(() => null) : given
  const whole = standing(unit.unitId) === 'whole' || given === 'unknown'
  const next = place + 1
  return (
    <div className="ballot" ref={top}>
      <p className="faint">{`第 ${place} 家，共 ${units.length} 家`}</p>
      <h2 className="ballot-unit">
        {unit.name}
        <span className="faint">{`${one.year} 年办理提案 ${unit.proposals} 件`}</span>
      </h2>
      {dimensions.map((dimension, i) => (
        <fieldset key={dimension.code} className="option-list option-inline ballot-dimension">
          <legend>{`${i + 1}. ${dimension.name}`}</legend>
          {dimension.hint && <p className="field-hint">{dimension.hint}</p>}
          <div className="option-options">
            {levels.map(({ code, name }) => (
              <label key={code} className="option">
                <input
                  type="radio"
                  name={`${unit.unitId} ${dimension.code}`}
                  checked={known[i] === code}
                  onChange={() =>
                    keep({ ...ticked, [unit.unitId]: known.map((before, at) => (at === i ? code : before)) })
                  }
                />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <label className="ballot-unknown">
        <input
          type="checkbox"
          checked={given === 'unknown'}
          onChange={(event) => {
            const { [unit.unitId]: _, ...rest } = ticked
            keep(event.target.checked ? { ...rest, [unit.unitId]: 'unknown' } : rest)
          }}
        />
        <span>不了解这家单位的办理，不评</span>
      </label>
      <div className="ballot-steps">
        <Button size="large" onClick={() => go(place - 1)}>
          {place === 1 ? '返回说明' : '上一家'}
        </Button>
        <Button type={whole ? 'primary' : 'default'} size="large" onClick={() => go(next)}>
          {next > units.length ? '看一遍再交' : whole ? '下一家' : '先看下一家'}
        </Button>
      </div>
    </div>
  )
}
