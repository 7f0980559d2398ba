//! Times of jobs that are log-normal, and what questions at given times come to. Exact but for the error
//! function and the bound's integral.

use std::f64::consts::{PI, SQRT_2};

use serde::Serialize;

/// How long jobs take.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LogNormal {
    /// In seconds.
    pub median: f64,
    /// The standard deviation of the logarithm.
    pub spread: f64,
}

/// What it takes to learn that a job is done.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Effort {
    /// Questions per job, the last included, which finds it done.
    pub polls: f64,
    /// Mean seconds between done and known.
    pub delay: f64,
}

impl LogNormal {
    /// Gives what questions at these times, in seconds and in order, come to.
    pub fn effort(&self, questions: impl IntoIterator<Item = f64>) -> Effort {
        let mut effort = Effort { polls: 0.0, delay: 0.0 };
        let mut last = (0.0, 1.0, 0.0);
        for question in questions {
            let (before, not_done, summed) = last;
            if not_done < NEGLIGIBLE {
                break;
            }
            let now = (question, self.survival(question), self.summed_done(question));
            effort.polls += not_done;
            effort.delay += now.2 - summed - (question - before) * (1.0 - not_done);
            last = now;
        }
        effort
    }

    /// Gives the mean over several jobs, each with its own questions.
    pub fn mean_effort(&self, jobs: &[Vec<f64>]) -> Effort {
        let count = jobs.len() as f64;
        let efforts = jobs.iter().map(|questions| self.effort(questions.iter().copied()));
        efforts.fold(Effort { polls: 0.0, delay: 0.0 }, |sum, one| Effort {
            polls: sum.polls + one.polls / count,
            delay: sum.delay + one.delay / count,
        })
    }

    /// Gives what a question every `interval` seconds comes to.
    pub fn fixed(&self, interval: f64) -> Effort {
        self.effort((1_u32..).map(|count| f64::from(count) * interval))
    }

    /// Gives what the fixed interval that takes this many questions comes to.
    pub fn fixed_with(&self, polls: f64) -> Effort {
        // A fixed interval takes half a question more than the time has intervals, where it is short against
        // the scatter.
        let guess = self.mean() / (polls - 0.5).max(0.1);
        let (mut shorter, mut longer) = (guess / 3.0, guess * 3.0);
        for _ in 0..BISECTIONS {
            let middle = f64::midpoint(shorter, longer);
            if self.fixed(middle).polls > polls {
                shorter = middle;
            } else {
                longer = middle;
            }
        }
        self.fixed(shorter)
    }

    /// Gives the fewest questions for a mean delay, in the continuous approximation.
    ///
    /// With a question every Δ(t) = √(2λ / h(t)) seconds, questions times delay is (∫ √(f(t) S(t)) dt)² / 2,
    /// whatever λ is: f is the density of the times, S the share that takes longer, h = f / S. The question
    /// that finds a job done costs half a question more than this, so nothing reaches it.
    pub fn least_polls(&self, delay: f64) -> f64 {
        let steps = (-STEPS..=STEPS).map(f64::from).map(|step| step * SPAN / f64::from(STEPS));
        let integral: f64 = steps
            .map(|z| {
                let time = self.median * (self.spread * z).exp();
                let density = (-z * z / 2.0).exp() / (time * self.spread * (2.0 * PI).sqrt());
                (density * self.survival(time)).sqrt() * time * self.spread * SPAN / f64::from(STEPS)
            })
            .sum();
        integral * integral / 2.0 / delay
    }

    fn mean(&self) -> f64 {
        self.median * (self.spread * self.spread / 2.0).exp()
    }

    /// Gives the share of jobs that take longer than `time`.
    fn survival(&self, time: f64) -> f64 {
        if time > 0.0 { upper_tail((time / self.median).ln() / self.spread) } else { 1.0 }
    }

    /// Gives the integral, from 0 to `time`, of the share of jobs that are done.
    fn summed_done(&self, time: f64) -> f64 {
        if time <= 0.0 {
            return 0.0;
        }
        let z = (time / self.median).ln() / self.spread;
        time * (1.0 - upper_tail(z)) - self.mean() * upper_tail(self.spread - z)
    }
}

/// Gives the share of a standard normal above `z`.
fn upper_tail(z: f64) -> f64 {
    libm::erfc(z / SQRT_2) / 2.0
}

/// The share of jobs that is left out at the end.
pub const NEGLIGIBLE: f64 = 1e-6;
const BISECTIONS: u32 = 40;
/// The bound is integrated this many standard deviations to either side, in this many steps.
const SPAN: f64 = 9.0;
const STEPS: i32 = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    const SPREAD_0_2: LogNormal = LogNormal { median: 30.0, spread: 0.2 };
    const SPREAD_0_4: LogNormal = LogNormal { median: 30.0, spread: 0.4 };

    fn is_near(value: f64, wanted: f64, tolerance: f64) {
        assert!((value - wanted).abs() < tolerance, "{value} is not {wanted}");
    }

    #[test]
    fn the_bound_and_a_fixed_interval_come_to_the_known_figures() {
        is_near(SPREAD_0_2.least_polls(1.0), 5.58, 0.01);
        is_near(SPREAD_0_4.least_polls(1.0), 10.27, 0.01);
        is_near(SPREAD_0_2.fixed(2.0).polls, 15.8, 0.05);
        is_near(SPREAD_0_4.fixed(2.0).polls, 16.75, 0.05);
        is_near(SPREAD_0_4.fixed(2.0).delay, 1.0, 0.01);
    }

    #[test]
    fn one_late_question_comes_to_one_poll_and_the_rest_of_the_time() {
        let effort = SPREAD_0_2.effort([1_000.0]);
        is_near(effort.polls, 1.0, 1e-9);
        is_near(effort.delay, 1_000.0 - SPREAD_0_2.mean(), 1e-6);
    }

    #[test]
    fn the_fixed_interval_with_as_many_questions_has_as_many() {
        for polls in [1.5, 3.0, 16.0, 60.0] {
            is_near(SPREAD_0_4.fixed_with(polls).polls, polls, 0.01);
        }
    }
}
