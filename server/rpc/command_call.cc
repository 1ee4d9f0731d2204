#include "server/rpc/command_call.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>

namespace motcua::rpc {

std::string ContentOf(std::string_view method, const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  copy->GetReflection()->ClearField(copy.get(),
                                    copy->GetDescriptor()->FindFieldByName("request_id"));
  std::string content(method);
  content += '\0';
  google::protobuf::io::StringOutputStream bytes(&content);
  google::protobuf::io::CodedOutputStream out(&bytes);
  out.SetSerializationDeterministic(true);
  copy->SerializeToCodedStream(&out);
  out.Trim();
  return content;
}

}  // namespace motcua::rpc
