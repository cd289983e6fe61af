import { Component, type ReactNode } from 'react';
import { ProblemNote } from './ProblemNote';

interface State {
    error?: unknown;
}

/** A page that breaks says so and leaves the rest of the office as it is. */
export class Guarded extends Component<{ children: ReactNode }, State> {
    override state: State = {};

    static getDerivedStateFromError(error: unknown): State {
        return { error };
    }

    override render() {
        if (this.state.error === undefined) return this.props.children;
        return <ProblemNote error={this.state.error} onRetry={() => window.location.reload()} />;
    }
}
