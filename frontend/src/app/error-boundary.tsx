import { Component, type ReactNode } from 'react'

import { Failure } from '@/components/failure'

type Props = { children: ReactNode }
type State = { error: unknown }

/** A fault in one screen leaves the rest standing and offers a way on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  private readonly forget = () => {
    this.setState({ error: null })
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <Failure error={this.state.error} retry={this.forget} />
  }
}
