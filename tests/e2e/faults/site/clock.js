/**
 * Makes this page's clock run as many times as fast as the machine's as the address says, timers included: at ten, half a minute's wait
 * is over in three seconds.
 * `clock.jump(ms)` sets it, as a person or a time server does; `clock.real()` is what really passed.
 */
{
  const SPEED = Number(new URLSearchParams(location.search).get("speed"));
  const real = performance.now.bind(performance);
  const began = Date.now();
  const wait = window.setTimeout.bind(window);
  let jumped = 0;
  Date.now = () => Math.round(began + real() * SPEED + jumped);
  performance.now = () => real() * SPEED;
  window.setTimeout = (action, milliseconds, ...values) =>
    wait(action, (milliseconds ?? 0) / SPEED, ...values);
  window.clock = {
    real,
    jump(milliseconds) {
      jumped += milliseconds;
    },
  };
}
