package io.vedette.platform.operation;

import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Puts back into a kept answer what is {@link NotKept}. */
@FunctionalInterface
public interface Completion<I> {
    Mono<ObjectNode> complete(Call<I> call, ObjectNode kept);
}
