import { dutyKindOf } from '#contract/duty-kinds.ts'
import type { DutyMatch } from '#contract/scoring-scheme.ts'
import { ManySelect, OneSelect } from './point-inputs.tsx'
import { Labelled } from './problems.tsx'
import { attendanceWords, kindOptions, levelWords, optionsOf, partWords, sharingWords } from './words.ts'

/** Whether several can share an act of one of these kinds. */
export const isShared = (kinds: readonly string[]) => kinds.some((kind) => dutyKindOf(kind)?.parts.includes('coSigner'))

/** Which entries are meant; only what the chosen kinds carry is asked. */
export function MatchFields<M extends DutyMatch>(props: { value: M; at: string; onChange: (value: M) => void }) {
  const { value, at, onChange } = props
  const kinds = value.kinds.map(dutyKindOf).filter((kind) => kind !== null)
  const set = (patch: Partial<DutyMatch>) => onChange({ ...value, ...patch })
  return (
    <>
      <Labelled label="哪一类履职记录" at={`${at}.kinds`} wide>
        <ManySelect
          label="哪一类履职记录"
          any="请选择"
          value={value.kinds}
          options={kindOptions}
          onChange={(chosen) => set({ kinds: chosen, attendance: [], levels: [], parts: [], sharing: 'any' })}
        />
      </Labelled>
      {(kinds.some(({ attendance }) => attendance) || value.attendance.length > 0) && (
        <Labelled label="出缺席" at={`${at}.attendance`}>
          <ManySelect
            label="出缺席"
            any="来了的（含迟到、早退）"
            value={value.attendance}
            options={optionsOf(attendanceWords)}
            onChange={(attendance) => set({ attendance })}
          />
        </Labelled>
      )}
      {(kinds.some(({ level }) => level) || value.levels.length > 0) && (
        <Labelled label="级别" at={`${at}.levels`}>
          <ManySelect
            label="级别"
            value={value.levels}
            options={optionsOf(levelWords)}
            onChange={(levels) => set({ levels })}
          />
        </Labelled>
      )}
      {(kinds.some(({ parts }) => parts.length > 1) || value.parts.length > 0) && (
        <Labelled label="角色" at={`${at}.parts`}>
          <ManySelect
            label="角色"
            value={value.parts}
            options={optionsOf(partWords)}
            onChange={(parts) => set({ parts })}
          />
        </Labelled>
      )}
      {(isShared(value.kinds) || value.sharing !== 'any') && (
        <Labelled label="单独或联名" at={`${at}.sharing`}>
          <OneSelect
            label="单独或联名"
            value={value.sharing}
            options={optionsOf(sharingWords)}
            onChange={(sharing) => set({ sharing })}
          />
        </Labelled>
      )}
    </>
  )
}
