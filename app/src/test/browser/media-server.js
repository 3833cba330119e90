// A media server within the page: nobody publishes when it is first asked, then a drawing is to be seen.
{
  const ask = window.fetch;
  const place = `${location.origin}/whep`;
  let asked = 0;

  async function seen(offer) {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    setInterval(() => pen.fillRect(Math.random() * 300, Math.random() * 150, 9, 9), 50);
    const stream = canvas.captureStream(20);
    const peer = new RTCPeerConnection();
    await peer.setRemoteDescription({ type: "offer", sdp: offer });
    peer.addTrack(stream.getVideoTracks()[0], stream);
    await peer.setLocalDescription();
    while (peer.iceGatheringState !== "complete") {
      await new Promise(done => peer.addEventListener("icegatheringstatechange", done, { once: true }));
    }
    return new Response(peer.localDescription.sdp, { status: 201, headers: { Location: `${place}/1` } });
  }

  window.fetch = async (url, request) => {
    if (String(url).endsWith("/subscribe-credentials")) {
      const access = await (await ask(url, request)).json();
      return Response.json({ ...access, urls: { whep: place } });
    }
    if (url !== place) {
      return ask(url, request);
    }
    asked += 1;
    return asked < 3 ? new Response("", { status: 404 }) : seen(request.body);
  };
}
