import { dutyKindOf } from '#contract/duty-kinds.ts'
import type { DutyMatch } from '#contract/scoring-scheme.ts'
import { Labelled, ManySelect, OneSelect } from './point-inputs.tsx'
import { attendanceWords, kindOptions, levelWords, optionsOf, partWords, sharingWords } from './words.ts'

/** Which entries are meant; only what the chosen kinds carry is asked. */
export function MatchFields<M extends DutyMatch>({ value, onChange }: { value: M; onChange: (value: M) => void }) {
  const kinds = value.kinds.map(dutyKindOf).filter((kind) => kind !== null)
  const set = (patch: Partial<DutyMatch>) => onChange({ ...value, ...patch })
  const signed = kinds.some(({ parts }) => parts.includes('coSigner'))
  return (
    <>
      <Labelled label="哪一类履职记录" wide>
        <ManySelect
          label="哪一类履职记录"
          any="请选择"
          value={value.kinds}
          options={kindOptions}
          onChange={(chosen) => set({ kinds: chosen, attendance: [], levels: [], parts: [], sharing: 'any' })}
        />
      </Labelled>
      {(kinds.some(({ attendance }) => attendance) || value.attendance.length > 0) && (
        <Labelled label="出缺席">
          <ManySelect
            label="出缺席"
            value={value.attendance}
            options={optionsOf(attendanceWords)}
            onChange={(attendance) => set({ attendance })}
          />
        </Labelled>
      )}
      {(kinds.some(({ level }) => level) || value.levels.length > 0) && (
        <Labelled label="级别">
          <ManySelect
            label="级别"
            value={value.levels}
            options={optionsOf(levelWords)}
            onChange={(levels) => set({ levels })}
          />
        </Labelled>
      )}
      {(kinds.some(({ parts }) => parts.length > 1) || value.parts.length > 0) && (
        <Labelled label="角色">
          <ManySelect
            label="角色"
            value={value.parts}
            options={optionsOf(partWords)}
            onChange={(parts) => set({ parts })}
          />
        </Labelled>
      )}
      {(signed || value.sharing !== 'any') && (
        <Labelled label="单独或联名">
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
