package io.vedette.realtime;

import io.vedette.platform.failure.Failure;
import io.vedette.platform.operation.Outcome;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Says in an acknowledgement how a call ended. */
@Component
final class SocketAnswers {
    private final JsonMapper json;

    SocketAnswers(JsonMapper json) {
        this.json = json;
    }

    JsonNode of(On on, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> answered(on, json.valueToTree(answered.body()));
            case Outcome.Failed(Failure failure) -> failed(failure);
        };
    }

    private JsonNode answered(On on, JsonNode body) {
        ObjectNode answer = json.createObjectNode().put("ok", true);
        String field = on.answeredAs();
        if (field != null) {
            answer.set(field, body);
        } else if (body instanceof ObjectNode fields) {
            answer.setAll(fields);
        }
        return answer;
    }

    JsonNode failed(Failure failure) {
        ObjectNode error =
                json.createObjectNode().put("code", failure.problem().code()).put("message", failure.detail());
        if (failure instanceof Failure.Invalid invalid) {
            error.set("errors", json.valueToTree(invalid.errors()));
        }
        ObjectNode answer = json.createObjectNode().put("ok", false);
        answer.set("error", error);
        return answer;
    }
}
