const GATHERING = 2_000;
const PATIENCE = 20_000;
const BETWEEN_TRIES = 500;

/**
 * WHIP and WHEP: a connection with a media server, by one call. Gives what ends it.
 *
 * @param connection with the tracks that are sent, or places for those that are wanted
 */
export async function connectBy(url, token, connection) {
  await connection.setLocalDescription();
  await gathered(connection);
  const answer = await answered(url, token, connection);
  if (answer.status !== 201) {
    throw new Error(`The media server answered ${answer.status}`);
  }
  await connection.setRemoteDescription({ type: "answer", sdp: await answer.text() });
  const place = new URL(answer.headers.get("Location"), url);
  return () => {
    connection.close();
    fetch(place, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } }).catch(() => {});
  };
}

/** Who wants to see is sent away as long as the camera is still on its way there, and asks again. */
async function answered(url, token, connection) {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/sdp", Authorization: `Bearer ${token}` },
      body: connection.localDescription.sdp,
    });
    if (answer.status !== 404 || performance.now() > until || connection.signalingState === "closed") {
      return answer;
    }
    await new Promise(done => setTimeout(done, BETWEEN_TRIES));
  }
}

/** All places where this end may be reached, or those that are known by then. */
function gathered(connection) {
  return new Promise(done => {
    const late = setTimeout(done, GATHERING);
    connection.addEventListener("icegatheringstatechange", () => {
      if (connection.iceGatheringState === "complete") {
        clearTimeout(late);
        done();
      }
    });
  });
}
