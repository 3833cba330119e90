package io.vedette.notifications.push;

import io.vedette.platform.remote.Bounds;
import io.vedette.platform.remote.Circuit;
import io.vedette.platform.remote.Reach;
import io.vedette.platform.remote.Remote;
import io.vedette.platform.remote.Remotes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Which services reach devices: those that are set, and none if none is. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {
    private static final int LONGEST_ANSWER = 64 * 1024;

    @Bean
    static PushPace pushPace() {
        return PushPace.NORMAL;
    }

    /** Each with the circuits of the hosts that it calls, for health and metrics. */
    @Bean
    static PushServices pushServices(
            PushSettings settings, VapidKeys keys, Remotes remotes, PushPace pace, Clock clock, JsonMapper json) {
        List<PushService> all = new ArrayList<>();
        Map<String, Circuit> circuits = new LinkedHashMap<>();
        String subject = settings.vapidSubject();
        if (subject != null) {
            Map<PushHost, Circuit> hosts = new LinkedHashMap<>();
            settings.webPushHosts().forEach(host -> hosts.put(host, circuit(host.text(), pace, clock)));
            hosts.forEach((host, circuit) -> circuits.put(host.text(), circuit));
            all.add(new WebPush(
                    hosts,
                    keys,
                    new VapidPasses(subject, clock),
                    remote(remotes, pace, Reach.ANYWHERE),
                    remote(remotes, pace, Reach.PUBLIC_ONLY),
                    json));
        }
        ServiceAccount account = settings.fcm();
        if (account != null) {
            Remote remote = remote(remotes, pace, Reach.ANYWHERE);
            Circuit circuit = circuit("fcm", pace, clock);
            circuits.put("fcm", circuit);
            all.add(new Fcm(
                    settings.fcmUrl(),
                    account.project(),
                    new FcmAccess(account, remote, clock, json),
                    remote,
                    circuit,
                    json));
        }
        return new PushServices(all, circuits);
    }

    private static Circuit circuit(String host, PushPace pace, Clock clock) {
        return new Circuit("Push by " + host, pace.failures(), pace.probe(), clock);
    }

    private static Remote remote(Remotes remotes, PushPace pace, Reach reach) {
        return remotes.open(
                new Bounds("push", pace.atOnce(), pace.atOnce(), pace.connecting(), pace.answering(), LONGEST_ANSWER),
                reach);
    }
}
