type EmergencyQuestionProps = {
  answer: boolean | null
  onAnswer: (isEmergency: boolean) => void
}

const EXAMPLES =
  'A cave-in, a dead traffic signal, a live wire down, a broken water main, a crime or fire in progress, a medical emergency.'

/** II.B: asked before anything else. */
export function EmergencyQuestion({ answer, onAnswer }: EmergencyQuestionProps) {
  const option = (value: boolean, label: string) => (
    <div className="usa-radio">
      <input
        id={`emergency-${value}`}
        type="radio"
        name="emergency"
        className="usa-radio__input usa-radio__input--tile"
        checked={answer === value}
        onChange={() => {
          onAnswer(value)
        }}
      />
      <label htmlFor={`emergency-${value}`} className="usa-radio__label">
        {label}
      </label>
    </div>
  )
  return (
    <fieldset className="usa-fieldset">
      <legend className="usa-legend">Does anything here need immediate attention?</legend>
      <span className="usa-hint">{EXAMPLES}</span>
      {option(false, 'No, nobody is in danger now')}
      {option(true, 'Yes: OEMC must be told')}
    </fieldset>
  )
}
