import type { ComponentType } from 'react'

export type Screen = { path: string; label?: string; component: ComponentType }

/** Every screen, in the order of the menu; one without a label is reached from another. */
export const SCREENS: Screen[] = []
